"""The acts of the audit."""

from __future__ import annotations

from portal.domain.staff_act import BY_NOBODY, StaffAct


def test_acts_are_named_after_what_was_done() -> None:
    assert all(act.value == act.name.lower() for act in StaffAct)
    assert {StaffAct.SIGN_IN_REFUSED, StaffAct.SIGN_IN_DELAYED} == BY_NOBODY

"""The acts of the audit."""

from __future__ import annotations

from portal.domain.staff_act import StaffAct


def test_acts_are_named_after_what_was_done() -> None:
    assert all(act.value == act.name.lower() for act in StaffAct)

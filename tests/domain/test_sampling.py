"""The lot that decides whether work is checked, and what is checked without one."""

from __future__ import annotations

from dataclasses import replace

from portal.domain.event import EventDraft, Kind
from portal.domain.sampling import always_checked, drawn, ordinal
from portal.domain.transitions import TicketState, received
from tests.support.complaints import MORNING

NEW: TicketState = received(EventDraft(kind=Kind.RECEIVED, at=MORNING, agency=1))


def test_a_larger_share_only_adds_to_what_is_checked_and_the_whole_is_all() -> None:
    lots = [bytes([first, 0, 0, 0, 0, 0, 0, 0, 9]) for first in range(256)]
    for share, falls in ((0.05, 13), (0.25, 64), (0.5, 128), (1.0, 256)):
        assert [drawn(lot, share) for lot in lots] == [True] * falls + [False] * (256 - falls)
    assert drawn(b"\xff" * 8, 1.0)


def test_what_was_doubted_before_is_always_checked() -> None:
    assert not always_checked(NEW, [Kind.RECEIVED, Kind.COMPLETED])
    for doubt in (Kind.DISPUTED, Kind.REOPENED, Kind.VALIDATION_REFUSED):
        assert always_checked(NEW, [Kind.RECEIVED, Kind.COMPLETED, doubt, Kind.RESPONDED])
    assert always_checked(replace(NEW, disputed=1), []) and always_checked(replace(NEW, reopened=1), [])
    assert ordinal([Kind.RECEIVED, Kind.COMPLETED, Kind.VALIDATED, Kind.RESOLVED]) == 3

"""Until when, and to whom, a hand-over can be refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from portal.domain.event import EventDraft, Kind, TicketFact
from portal.domain.hand_over import last_hand_over, sender_to_return_to
from portal.domain.status import Refused

START = datetime(2023, 5, 1, tzinfo=UTC)
LIMIT = timedelta(hours=6)
A, B, C = 1, 2, 3


def at(hours: float, kind: Kind, agency: int | None = A, to_agency: int | None = None, **more: object) -> EventDraft:
    return EventDraft(kind=kind, at=START + timedelta(hours=hours), agency=agency, to_agency=to_agency, **more)  # type: ignore[arg-type]


RECEIVED = at(0, Kind.RECEIVED, A)
GIVEN = at(1, Kind.TRANSFERRED, A, B)


def refusal(*drafts: EventDraft, hours: float = 2) -> str:
    with pytest.raises(Refused) as told:
        sender_to_return_to([RECEIVED, *drafts], START + timedelta(hours=hours), LIMIT)
    return told.value.reason


@pytest.mark.parametrize("kind", [Kind.ROUTED, Kind.INSTRUCTED, Kind.TRANSFERRED])
def test_a_hand_over_goes_back_to_who_was_responsible_before(kind: Kind) -> None:
    drafts = [RECEIVED, at(1, kind, C, B)]  # a coordinator of C moved it
    assert sender_to_return_to(drafts, START + timedelta(hours=7), LIMIT) == A


def test_after_the_limit_it_stays() -> None:
    assert refusal(GIVEN, hours=7.1) == "return_too_late"


def test_who_has_worked_on_it_keeps_it() -> None:
    for kind in (Kind.RESPONDED, Kind.STARTED, Kind.PROMISED):
        assert refusal(GIVEN, at(1.5, kind, B)) == "already_accepted"
    assert sender_to_return_to([RECEIVED, GIVEN, at(1.5, Kind.RESPONDED, A)], START + LIMIT, LIMIT) == A


def test_what_was_never_handed_over_or_came_back_is_nobodys_to_return() -> None:
    assert refusal() == "not_handed_over"
    assert refusal(GIVEN, at(1.2, Kind.RETURNED, B, A)) == "not_handed_over"


def test_only_the_last_hand_over_counts() -> None:
    found = last_hand_over([RECEIVED, GIVEN, at(1.2, Kind.RETURNED, B, A), at(1.5, Kind.TRANSFERRED, A, C)])
    assert found is not None and (found.sender, found.receiver) == (A, C)


def test_what_a_source_says_of_responsibility_is_no_hand_over() -> None:
    said = at(1, Kind.CORRECTED, None, B, changed=(TicketFact.AGENCY,))
    assert last_hand_over([RECEIVED, said]) is None
    given = last_hand_over([RECEIVED, said, at(2, Kind.TRANSFERRED, B, C)])
    assert given is not None and given.sender == B

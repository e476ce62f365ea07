"""The one fold of events: statuses on the way, the state at the end, custody, and what it refuses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from portal.domain.event import EventDraft, Kind
from portal.domain.replay import replay
from portal.domain.status import OPEN, Refused, Status, StatusType
from portal.domain.transitions import Closing, apply, received
from tests.support.drafts import allowed_events

START = datetime(2023, 5, 1, tzinfo=UTC)
LURAH, ROADS, WATER, VALIDATOR = 1, 2, 3, 9
RECEIVED = EventDraft(kind=Kind.RECEIVED, at=START, agency=LURAH)
ANY = allowed_events(START, (LURAH, ROADS, WATER, VALIDATOR), VALIDATOR, other_ticket=7)


def draft(kind: Kind, hours: float, **facts: object) -> EventDraft:
    at = START + timedelta(hours=hours)
    return EventDraft(kind=kind, at=at, **{"agency": LURAH, "text": "x", **facts})  # type: ignore[arg-type]


def test_there_is_one_status_for_each_event() -> None:
    found = replay([RECEIVED, draft(Kind.STARTED, 1), draft(Kind.RESPONDED, 2), draft(Kind.RESOLVED, 3)], None)
    assert found.statuses == [Status.MENUNGGU, Status.PROSES, Status.PROSES, Status.SELESAI]


def test_a_ticket_begins_with_its_receipt_at_an_agency() -> None:
    with pytest.raises(ValueError, match="RECEIVED"):
        replay([draft(Kind.STARTED, 0)], None)
    with pytest.raises(ValueError, match="RECEIVED"):
        replay([EventDraft(kind=Kind.RECEIVED, at=START)], None)


def test_an_event_earlier_than_the_one_before_it_is_refused() -> None:
    with pytest.raises(Refused) as told:
        replay([RECEIVED, draft(Kind.STARTED, 2), draft(Kind.RESPONDED, 1)], None)
    assert (told.value.reason, told.value.facts) == ("out_of_order", {"kind": "responded"})


def test_events_of_one_second_keep_their_order() -> None:
    found = replay([RECEIVED, draft(Kind.STARTED, 0), draft(Kind.RESOLVED, 0)], None)
    assert (found.state.status, found.state.resolved_at) == (Status.SELESAI, START)


def test_a_move_that_the_table_forbids_is_refused() -> None:
    with pytest.raises(Refused, match="not_from_here"):
        replay([RECEIVED, draft(Kind.VALIDATED, 1)], VALIDATOR)


@given(ANY)
def test_replaying_is_applying_one_event_after_another(drafts: list[EventDraft]) -> None:
    state = received(drafts[0])
    for one in drafts[1:]:
        state = apply(state, one, validator=VALIDATOR)
    assert replay(drafts, VALIDATOR).state == state


@given(ANY)
def test_after_any_allowed_events_state_and_custody_agree(drafts: list[EventDraft]) -> None:
    found = replay(drafts, VALIDATOR)
    state = found.state
    assert (state.status in OPEN) == (state.ended_at is None) == (state.closing is None)
    assert (state.status.type is StatusType.RESOLVED) == (state.resolved_at is not None)
    assert (state.duplicate_of is not None) == (state.closing is Closing.DUPLICATE)
    assert len(found.statuses) == len(drafts)
    assert [period.agency for period in found.custody if period.end is None] == (
        [state.holder] if state.status in OPEN else []
    )
    for period, following in zip(found.custody, found.custody[1:], strict=False):
        assert period.end is not None and period.start <= period.end <= following.start

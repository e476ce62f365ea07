"""The one rule of custody: which period an event ends and which it begins."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from portal.domain.custody import UNCHANGED, Custodian, CustodyChange, CustodyPeriod, CustodyRole, change, extend
from portal.domain.event import EventDraft, Kind
from portal.domain.replay import replay
from portal.domain.status import Status
from portal.domain.transitions import TicketState

AT = datetime(2023, 5, 1, tzinfo=UTC)
LURAH, ROADS, VALIDATOR = 1, 2, 9


def hours(count: float) -> datetime:
    return AT + timedelta(hours=count)


def draft(kind: Kind, after: float, **facts: object) -> EventDraft:
    return EventDraft(kind=kind, at=hours(after), **{"agency": LURAH, "text": "x", **facts})  # type: ignore[arg-type]


RECEIVED = EventDraft(kind=Kind.RECEIVED, at=AT, agency=LURAH)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, Custodian(LURAH), CustodyChange(None, CustodyPeriod(LURAH, AT))),
        (Custodian(LURAH), Custodian(ROADS), CustodyChange(AT, CustodyPeriod(ROADS, AT))),
        (Custodian(LURAH), None, CustodyChange(AT, None)),
        (Custodian(LURAH), Custodian(LURAH), UNCHANGED),
        (None, None, UNCHANGED),
    ],
)
def test_a_period_ends_when_the_custodian_changes_and_the_next_one_begins(
    before: Custodian | None, after: Custodian | None, expected: CustodyChange
) -> None:
    assert change(before, after, AT) == expected


def test_periods_are_carried_on_in_order() -> None:
    periods: list[CustodyPeriod[int]] = []
    lurah, roads = Custodian(LURAH), Custodian(ROADS)
    for before, after, at in ((None, lurah, 0), (lurah, lurah, 1), (lurah, roads, 2), (roads, None, 5)):
        extend(periods, change(before, after, hours(at)))
    assert periods == [CustodyPeriod(LURAH, hours(0), hours(2)), CustodyPeriod(ROADS, hours(2), hours(5))]


@pytest.mark.parametrize("status", list(Status))
def test_waiting_is_charged_to_the_holder_only_while_the_ticket_is_open(status: Status) -> None:
    state = TicketState(status=status, agency=LURAH, holder=LURAH, submitted_at=AT, holder_since=AT)
    assert state.custodian == (Custodian(LURAH) if status.type.value == "open" else None)


def test_custody_says_what_an_agency_has_the_ticket_for() -> None:
    asked = draft(Kind.COORDINATION_ASKED, 1, to_agency=ROADS)
    answered = draft(Kind.COORDINATION_ANSWERED, 2, agency=ROADS)
    found = replay([RECEIVED, asked, answered, draft(Kind.COMPLETED, 3)], VALIDATOR)
    assert [(period.agency, period.role) for period in found.custody] == [
        (LURAH, CustodyRole.RESPONSIBLE),
        (ROADS, CustodyRole.ASKED),
        (LURAH, CustodyRole.RESPONSIBLE),
        (VALIDATOR, CustodyRole.CHECKING),
    ]


def test_a_reopened_ticket_begins_a_new_period_with_its_agency() -> None:
    found = replay([RECEIVED, draft(Kind.RESOLVED, 3), draft(Kind.REOPENED, 10)], None)
    assert found.custody == [CustodyPeriod(LURAH, hours(0), hours(3)), CustodyPeriod(LURAH, hours(10))]


def test_a_check_is_charged_to_the_validator() -> None:
    found = replay([RECEIVED, draft(Kind.COMPLETED, 3), draft(Kind.VALIDATED, 8, agency=VALIDATOR)], VALIDATOR)
    assert found.custody == [
        CustodyPeriod(LURAH, hours(0), hours(3)),
        CustodyPeriod(VALIDATOR, hours(3), hours(8), CustodyRole.CHECKING),
    ]


def test_an_answer_a_note_and_a_promise_leave_custody_alone() -> None:
    events = [
        draft(Kind.RESPONDED, 1),
        draft(Kind.NOTED, 2, public=False),
        draft(Kind.PROMISED, 3, promised_at=hours(9)),
    ]
    assert replay([RECEIVED, *events], VALIDATOR).custody == [CustodyPeriod(LURAH, AT)]


def test_two_moves_in_one_second_leave_a_period_without_length() -> None:
    there = draft(Kind.TRANSFERRED, 1, to_agency=ROADS)
    back = draft(Kind.TRANSFERRED, 1, agency=ROADS, to_agency=LURAH)
    found = replay([RECEIVED, there, back], None).custody
    assert [(period.agency, period.start, period.end) for period in found] == [
        (LURAH, hours(0), hours(1)),
        (ROADS, hours(1), hours(1)),
        (LURAH, hours(1), None),
    ]

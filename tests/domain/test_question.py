"""A question to the reporter moves the due date by the time for which it is open, and no more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from portal.domain.custody import CustodyPeriod, CustodyRole
from portal.domain.event import EventDraft, Kind
from portal.domain.question import MovedDue, ending, stood_still
from portal.domain.replay import replay
from portal.domain.status import Refused
from portal.domain.transitions import GOES_ON

START = datetime(2023, 5, 1, tzinfo=UTC)
LIMIT = timedelta(days=3)


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def draft(kind: Kind, hours: float) -> EventDraft:
    return EventDraft(kind=kind, at=at(hours), agency=1, to_agency=2, text="Di sebelah mana?")


#: (kind, hour) of each event, hours by which the due date, at hour 168, has moved, whether a question is open.
MOVES: list[tuple[list[tuple[Kind, float]], float, bool]] = [
    ([(Kind.REPORTER_ASKED, 10)], 72, True),
    ([(Kind.REPORTER_ASKED, 10), (Kind.RESPONDED, 11)], 72, True),
    ([(Kind.REPORTER_ASKED, 10), (Kind.REPORTER_ANSWERED, 30)], 20, False),
    ([(Kind.REPORTER_ASKED, 10), (Kind.QUESTION_ENDED, 82)], 72, False),
    ([(Kind.REPORTER_ASKED, 10), (Kind.QUESTION_ENDED, 90)], 72, False),
    ([(Kind.REPORTER_ASKED, 167), (Kind.REPORTER_ANSWERED, 177)], 10, False),
    ([(Kind.REPORTER_ASKED, 169)], 0, True),
    ([(Kind.REPORTER_ASKED, 169), (Kind.REPORTER_ANSWERED, 200)], 0, False),
    ([(Kind.REPORTER_ASKED, 10), (Kind.REPORTER_ANSWERED, 30), (Kind.REPORTER_ASKED, 180)], 92, True),
]


@pytest.mark.parametrize(("events", "moved", "open"), MOVES)
def test_the_due_date_moves_by_the_time_of_the_question(
    events: list[tuple[Kind, float]], moved: float, open: bool
) -> None:
    drafts, found = [draft(*event) for event in events], MovedDue(at(168))
    for one in drafts:
        found = found.after(one, LIMIT)
        assert one.kind is not Kind.REPORTER_ASKED or found.due > one.at or one.at > at(168)
    assert (found.due, found.stood, found.until is not None) == (at(168 + moved), timedelta(hours=moved), open)
    if events[-1] != (Kind.QUESTION_ENDED, 90):  # ended too late by a worker that was away: see actions
        assert stood_still(found, drafts) == found.stood


def test_custody_says_from_when_to_when_the_agency_waited() -> None:
    received = EventDraft(kind=Kind.RECEIVED, at=START, agency=1)
    found = replay([received, draft(Kind.REPORTER_ASKED, 2), draft(Kind.REPORTER_ANSWERED, 5)], None)
    assert found.custody == [
        CustodyPeriod(1, START, at(2)),
        CustodyPeriod(1, at(2), at(5), CustodyRole.WAITING),
        CustodyPeriod(1, at(5)),
    ]
    state = found.state
    assert (state.first_response_at, state.first_action_at, state.questions) == (None, at(2), 1), "asking is no answer"


@pytest.mark.parametrize(
    ("kinds", "reason"),
    [
        ([Kind.REPORTER_ANSWERED], "question_over"),
        ([Kind.QUESTION_ENDED], "question_over"),
        ([Kind.REPORTER_ASKED, Kind.REPORTER_ASKED], "question_open"),
        *(([Kind.REPORTER_ASKED, kind], "question_open") for kind in (Kind.TRANSFERRED, Kind.STARTED, Kind.RESOLVED)),
    ],
)
def test_one_question_at_a_time_and_nothing_is_done_while_it_waits(kinds: list[Kind], reason: str) -> None:
    drafts = [draft(kind, hours) for hours, kind in enumerate(kinds, 1)]
    with pytest.raises(Refused) as refused:
        replay([EventDraft(kind=Kind.RECEIVED, at=START, agency=1), *drafts], None)
    assert refused.value.reason == reason


def test_who_goes_on_without_an_answer_ends_the_question_first() -> None:
    asked = replay([EventDraft(kind=Kind.RECEIVED, at=START, agency=1), draft(Kind.REPORTER_ASKED, 2)], None).state
    for kind in GOES_ON:
        (found,) = ending(asked, [draft(kind, 3)])
        assert (found.kind, found.at, found.officer) == (Kind.QUESTION_ENDED, at(3), None)
    assert ending(asked, [draft(Kind.RESPONDED, 3)]) == [] and ending(asked, [draft(Kind.REPORTER_ANSWERED, 3)]) == []

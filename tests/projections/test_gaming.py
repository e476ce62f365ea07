"""Ways to make a scorecard look better than the work, each beside an honest twin that did the same work without it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.figure import Figure, Why
from portal.domain.period_scorecard import PeriodScorecard
from portal.domain.record import Record, Step
from portal.domain.time_in_hand import Cause
from portal.models import Agency, StoredScorecard
from portal.models.scorecard_json import from_json
from portal.projections.scorecards import recompute
from tests.support.complaints import MORNING, complaint, step

NOW = MORNING + timedelta(days=120)
DAY = 24
HONEST, GAMING = "Kelurahan Ragunan", "Kelurahan Cilandak Barat"
OTHER, THIRD = "Dinas Bina Marga", "Dinas Sumber Daya Air"
EASY, HARD = 28, 12
#: Ways that leave open reports, and ways that say something early: "answered with the same text" and the shares beside
#: show these.
LEFT_OPEN = {"asks another and waits", "leaves it to be checked", "leaves the hard ones open"}
ANSWERED_SOONER = {"leaves it to be checked", "says done too early", "passes around", "rejects"}
#: The steps of one hard report that came in at hour ``at``.
Hard = Callable[[int], list[Step]]


def resolved_after(hours: float, agency: str = GAMING) -> Hard:
    return lambda at: [step(Kind.RESOLVED, at + hours, agency=agency, text="Sudah diperbaiki petugas.")]


def given_away(hours: float, then: float | None = None) -> Hard:
    """Passed on after so many hours; the other agency resolves it at hour ``then`` (None: never)."""

    def steps(at: int) -> list[Step]:
        passed = step(Kind.TRANSFERRED, at + hours, agency=GAMING, to_agency=OTHER, text="Bukan kewenangan kami.")
        return [passed] if then is None else [passed, *resolved_after(then, OTHER)(at)]

    return steps


def passed_around(at: int) -> list[Step]:
    """Every five hours to another of three agencies, for nine days; the third resolves it then."""
    holders = (GAMING, OTHER, THIRD)
    moves = [
        step(Kind.TRANSFERRED, at + 5 * (turn + 1), agency=holders[turn % 3], to_agency=holders[(turn + 1) % 3])
        for turn in range(44)
    ]
    return [*moves, *resolved_after(9 * DAY + 10, holders[44 % 3])(at)]


def done_in_name(at: int) -> list[Step]:
    """Said to be done an hour before the deadline, disputed the day after, truly done on day twelve."""
    return [
        *resolved_after(7 * DAY - 1)(at),
        step(Kind.DISPUTED, at + 8 * DAY, text="Belum diperbaiki."),
        *resolved_after(12 * DAY)(at),
    ]


def ended(kind: Kind) -> Hard:
    return lambda at: [step(kind, at + 6 * DAY, agency=GAMING, text="Tidak dapat kami tindak lanjuti.")]


def parked(at: int) -> list[Step]:
    """Another agency is asked within the hour, and never answers."""
    return [step(Kind.COORDINATION_ASKED, at + 1, agency=GAMING, to_agency=OTHER, text="Mohon bantuannya.")]


def checked_for_ever(at: int) -> list[Step]:
    """Said to be done within the hour; nobody checks it."""
    return [step(Kind.COMPLETED, at + 1, agency=GAMING, text="Sudah diperbaiki petugas.")]


WAYS: dict[str, tuple[Hard, float]] = {
    "asks another and waits": (parked, 20),
    "leaves it to be checked": (checked_for_ever, 20),
    "gives away what is late": (given_away(10 * DAY, 20 * DAY), 20),
    "gives away a day before the deadline": (given_away(6 * DAY, 20 * DAY), 20),
    "leaves the hard ones open": (lambda at: [], 20),
    "passes around": (passed_around, 9.5),
    "rejects": (ended(Kind.REJECTED), 20),
    "closes without a fix": (ended(Kind.CLOSED), 20),
    "times out": (ended(Kind.TIMED_OUT), 20),
    "says done too early": (done_in_name, 12),
}


def reports(agency: str, first: int, hard: Hard) -> list[Record]:
    easy = [complaint(n, *resolved_after(DAY, agency)(n), agency=agency) for n in range(first, first + EASY)]
    return easy + [complaint(n, *hard(n), agency=agency) for n in range(first + EASY, first + EASY + HARD)]


def sheet(session: Session, agency: str) -> PeriodScorecard:
    query = select(StoredScorecard.figures).join(Agency, Agency.id == StoredScorecard.agency_id)
    query = query.where(StoredScorecard.scope == "agency", Agency.name == agency, StoredScorecard.period == "all")
    return from_json(json.loads(session.execute(query).scalar_one()))


def no_shorter(gamed: Figure, honest: Figure) -> bool:
    if gamed.why is Why.NOT_REACHED:
        return True
    return gamed.value is not None and honest.value is not None and gamed.value >= honest.value


@pytest.mark.parametrize("way", WAYS)
def test_no_headline_figure_is_better_than_the_honest_twins(session: Session, city: City, way: str) -> None:
    hard, days = WAYS[way]
    twin = reports(HONEST, 1, resolved_after(days * DAY, HONEST))
    record_many([*twin, *reports(GAMING, 101, hard)], city)
    recompute(session, city, NOW)
    honest, gamed = sheet(session, HONEST).card, sheet(session, GAMING).card
    for mine, twins in zip(gamed.resolution.within, honest.resolution.within, strict=True):
        assert (mine.value or 0) <= (twins.value or 0) + 1e-9
    assert no_shorter(gamed.resolution.median, honest.resolution.median)
    assert no_shorter(gamed.resolution.p90, honest.resolution.p90)
    assert (gamed.on_time.value or 0) <= (honest.on_time.value or 0)
    for mine, twins in zip(gamed.response.within, honest.response.within, strict=True):
        assert (mine.value or 0) <= (twins.value or 0) + 1e-9 or way in ANSWERED_SOONER
    assert (gamed.backlog.n > 0) == (way in LEFT_OPEN) and honest.backlog.n == 0


@pytest.mark.parametrize(
    ("way", "cause"),
    [
        ("gives away what is late", Cause.PASSED_ON),
        ("gives away a day before the deadline", Cause.PASSED_ON),
        ("passes around", Cause.PASSED_ON),
        ("leaves the hard ones open", Cause.GOING_ON),
        ("asks another and waits", Cause.GOING_ON),
        ("rejects", Cause.REJECTED),
        ("closes without a fix", Cause.CLOSED),
        ("times out", Cause.CLOSED),
    ],
)
def test_the_figure_that_exposes_it_is_there(session: Session, city: City, way: str, cause: Cause) -> None:
    record_many(reports(GAMING, 101, WAYS[way][0]), city)
    recompute(session, city, NOW)
    own = sheet(session, GAMING).outcomes
    assert own is not None and own.ended[cause] == HARD


def test_an_end_that_was_disputed_is_counted_as_such(session: Session, city: City) -> None:
    record_many(reports(GAMING, 101, done_in_name), city)
    recompute(session, city, NOW)
    card = sheet(session, GAMING).card
    assert card.disputed.value == card.reopened.value == pytest.approx(HARD / (EASY + HARD), abs=1e-4)


def test_who_is_given_late_reports_is_charged_with_its_own_days_only(session: Session, city: City) -> None:
    record_many(reports(GAMING, 101, given_away(10 * DAY, 12 * DAY)), city)
    recompute(session, city, NOW)
    receiver = sheet(session, OTHER)
    assert receiver.card.resolution.median.value == 2 * DAY * 3600 and receiver.card.on_time.value == 1.0
    assert receiver.outcomes is not None and receiver.outcomes.citizens.median.value == 12 * DAY * 3600


def test_forwarding_a_status_and_a_promise_are_no_answer(session: Session, city: City) -> None:
    def silent(at: int) -> list[Step]:
        return [
            step(Kind.ROUTED, at + 1, agency=GAMING, to_agency=OTHER),
            step(Kind.STARTED, at + 2, agency=OTHER),
            step(Kind.RESPONDED, at + 14 * DAY, agency=OTHER, text="Kami jadwalkan pekan ini."),
        ]

    record_many([complaint(n, *silent(n), agency=GAMING) for n in range(1, 41)], city)
    recompute(session, city, NOW)
    assert sheet(session, OTHER).card.response.median.value == 14 * DAY * 3600

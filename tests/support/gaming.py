"""Ways to make a scorecard look better than the work, each with an honest twin that did the same work without it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.moderate import change_visibility
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.figure import Figure, wilson
from portal.domain.period_scorecard import PeriodScorecard
from portal.domain.record import Record, Step
from portal.domain.time_in_hand import Cause
from portal.domain.visibility import Visibility
from portal.models import Agency, StoredScorecard, Ticket
from portal.models.scorecard_json import from_json
from portal.projections.scorecards import recompute
from tests.support.complaints import MORNING, complaint, step

NOW = MORNING + timedelta(days=120)
DAY = 24
HONEST, GAMING = "Kelurahan Ragunan", "Kelurahan Cilandak Barat"
OTHER, THIRD = "Dinas Bina Marga", "Dinas Sumber Daya Air"
EASY, HARD = 28, 12
#: The steps of one hard report that came in at hour ``at``.
Hard = Callable[[int], list[Step]]


def done(at: int) -> str:
    """Words that differ from report to report, as those of people who look at each."""
    trades = ("lampu", "aspal", "saluran", "pagar", "pohon", "rambu", "trotoar")
    return f"Regu {trades[at % 7]} sudah selesai dengan {trades[at // 7 % 7]} dan {trades[at // 49 % 7]} di sana."


def resolved_after(hours: float, agency: str = GAMING) -> Hard:
    return lambda at: [step(Kind.RESOLVED, at + hours, agency=agency, text=done(at))]


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


def dispute_passed_on(at: int) -> list[Step]:
    """Said to be done an hour before the deadline, disputed the day after, and given to another that does it."""
    return [
        *done_in_name(at)[:2],
        step(Kind.TRANSFERRED, at + 9 * DAY, agency=GAMING, to_agency=OTHER, text="Bukan kewenangan kami."),
        *resolved_after(12 * DAY, OTHER)(at),
    ]


def done_without_a_word(at: int) -> list[Step]:
    """Said to be done within the day without a word, disputed on day eight, truly done on day twelve."""
    return [
        step(Kind.RESOLVED, at + DAY, agency=GAMING),
        step(Kind.DISPUTED, at + 8 * DAY, text="Belum diperbaiki."),
        step(Kind.RESOLVED, at + 12 * DAY, agency=GAMING),
    ]


def never_done(at: int) -> list[Step]:
    """Said to be done within the day, disputed two weeks after, said so again, and disputed within the month."""
    return [
        *resolved_after(DAY)(at),
        step(Kind.DISPUTED, at + 15 * DAY, text="Belum diperbaiki."),
        *resolved_after(16 * DAY)(at),
        step(Kind.DISPUTED, at + 40 * DAY, text="Masih berlubang."),
    ]


def ended(kind: Kind) -> Hard:
    return lambda at: [step(kind, at + 6 * DAY, agency=GAMING, text="Tidak dapat kami tindak lanjuti.")]


def parked(at: int) -> list[Step]:
    """Another agency is asked within the hour, and never answers."""
    return [step(Kind.COORDINATION_ASKED, at + 1, agency=GAMING, to_agency=OTHER, text="Mohon bantuannya.")]


def asked_reporter(at: int) -> list[Step]:
    """The reporter is asked within the hour and again, both times for three days and for nothing; done on day 20."""
    asks = [step(Kind.REPORTER_ASKED, at + hour, agency=GAMING, text="Di sebelah mana?") for hour in (1, 80)]
    ends = [step(Kind.QUESTION_ENDED, at + hour + 3 * DAY) for hour in (1, 80)]
    return [asks[0], ends[0], asks[1], ends[1], *resolved_after(20 * DAY)(at)]


def asked_often(sheet: PeriodScorecard) -> Figure:
    assert sheet.outcomes is not None and sheet.outcomes.stopped is not None
    return sheet.outcomes.stopped


def checked_for_ever(at: int) -> list[Step]:
    """Said to be done within the hour; nobody checks it."""
    return [step(Kind.COMPLETED, at + 1, agency=GAMING, text=done(at))]


def pasted(at: int) -> list[Step]:
    """One answer for all within the hour, but for the date and the street; the work takes as long as the twin's."""
    text = f"Laporan Anda di Jalan Nomor {at} sudah kami terima pada {at % 28 + 1} Maret dan kami teruskan."
    return [step(Kind.RESPONDED, at + 1, agency=GAMING, text=text), *resolved_after(20 * DAY)(at)]


def forwarded(at: int) -> list[Step]:
    """Passed on within the day without a word; the other agency writes first on day fourteen."""
    return [
        step(Kind.TRANSFERRED, at + 7, agency=GAMING, to_agency=OTHER),
        step(Kind.RESPONDED, at + 14 * DAY, agency=OTHER, text="Kami jadwalkan pekan ini."),
        *resolved_after(20 * DAY, OTHER)(at),
    ]


def hidden(session: Session, city: City) -> None:
    """Every hard report of the one that games is taken from view."""
    hard = [str(number) for number in range(101 + EASY, 101 + EASY + HARD)]
    for id in session.scalars(select(Ticket.id).where(Ticket.source_id.in_(hard))).all():
        change_visibility(id, Visibility.HIDDEN, "Menyebut nama orang.", Act(city))


def merged(at: int) -> list[Step]:
    """On day six merged into an easy report about something else, which was done long before."""
    done_before = str(at - EASY)
    return [step(Kind.MERGED, at + 6 * DAY, agency=GAMING, other=done_before, text="Sama dengan laporan lain.")]


@dataclass(frozen=True, slots=True)
class Way:
    """``hard``: what is done to each hard report. ``days``: that the honest twin takes for one. ``shown``: the name of
    the figure that exposes it, and the figure. ``after``: what is done when all are told."""

    hard: Hard
    days: float
    shown: str
    figure: Callable[[PeriodScorecard], Figure]
    after: Callable[[Session, City], None] | None = None

    @property
    def twin(self) -> Hard:
        return resolved_after(self.days * DAY, HONEST)


def outcome(cause: Cause) -> Callable[[PeriodScorecard], Figure]:
    """The share of what the agency had in hand that ended so."""

    def share(sheet: PeriodScorecard) -> Figure:
        assert sheet.outcomes is not None
        return wilson(sheet.outcomes.ended[cause], sheet.card.counted)

    return share


def same_text(sheet: PeriodScorecard) -> Figure:
    assert sheet.same_text is not None
    return sheet.same_text


WAYS = {
    "asks another and waits": Way(parked, 20, "still open", outcome(Cause.GOING_ON)),
    "asks the reporter twice": Way(asked_reporter, 20, "its clock stood still", asked_often),
    "leaves it to be checked": Way(checked_for_ever, 20, "still open", outcome(Cause.GOING_ON)),
    "gives away what is late": Way(given_away(10 * DAY, 20 * DAY), 20, "passed on", outcome(Cause.PASSED_ON)),
    "gives away a day before the deadline": Way(
        given_away(6 * DAY, 20 * DAY), 20, "passed on", outcome(Cause.PASSED_ON)
    ),
    "leaves the hard ones open": Way(lambda at: [], 20, "still open", outcome(Cause.GOING_ON)),
    "passes around": Way(passed_around, 9.5, "passed on", outcome(Cause.PASSED_ON)),
    "rejects": Way(ended(Kind.REJECTED), 20, "rejected", outcome(Cause.REJECTED)),
    "closes without a fix": Way(ended(Kind.CLOSED), 20, "closed without a fix", outcome(Cause.CLOSED)),
    "merges into what is done": Way(merged, 20, "closed without a fix", outcome(Cause.CLOSED)),
    "times out": Way(ended(Kind.TIMED_OUT), 20, "closed without a fix", outcome(Cause.CLOSED)),
    "says done too early": Way(done_in_name, 12, "disputed", lambda sheet: sheet.card.disputed),
    "passes the dispute on": Way(dispute_passed_on, 12, "disputed", lambda sheet: sheet.card.disputed),
    "says done without a word": Way(
        done_without_a_word, 12, "ended without an answer", lambda sheet: sheet.card.silent
    ),
    "says done what is not": Way(never_done, 20, "disputed", lambda sheet: sheet.card.disputed),
    "answers by forwarding": Way(forwarded, 20, "passed on", outcome(Cause.PASSED_ON)),
    "hides": Way(lambda at: [], 20, "still open", outcome(Cause.GOING_ON), hidden),
    "pastes one answer": Way(pasted, 20, "answered with the same text", same_text),
}


def done_on_time(at: int) -> list[Step]:
    return resolved_after(5 * DAY)(at)


def crowd_reopens(at: int) -> list[Step]:
    """Done on day five; twice a crowd has it opened again, and the agency says within the day that it is done."""
    again = [(Kind.DISPUTED, 7), (Kind.RESOLVED, 8), (Kind.DISPUTED, 10), (Kind.RESOLVED, 11)]
    agency = {Kind.DISPUTED: "", Kind.RESOLVED: GAMING}
    told = [step(kind, at + day * DAY, agency=agency[kind], text=done(at + day)) for kind, day in again]
    return [*done_on_time(at), *told]


def crowd_asks(*then: Step) -> Hard:
    """Done on day five, and a crowd asks to have it looked at on day seven; ``then``, by the hour of the report."""

    def steps(at: int) -> list[Step]:
        later = [replace(one, at=one.at + timedelta(hours=at)) for one in then]
        return [*done_on_time(at), step(Kind.RECHECK_ASKED, at + 7 * DAY), *later]

    return steps


#: What a crowd can do to each of the hard reports of an agency that has done them: the twin has done the same work and
#: has no crowd against it. Whether its figures move.
CROWDS: dict[str, tuple[Hard, bool]] = {
    "has it reopened, twice": (crowd_reopens, True),
    "asks, and nobody looks": (crowd_asks(), False),
    "asks, and a validator lets it stand": (
        crowd_asks(step(Kind.RECHECK_ENDED, 8 * DAY, agency=OTHER, text="Sudah dilihat, beres.")),
        False,
    ),
    "asks, and a validator reopens it": (
        crowd_asks(
            step(Kind.REOPENED, 8 * DAY, agency=OTHER, text="Belum beres."),
            step(Kind.RESOLVED, 9 * DAY, agency=GAMING, text="Aspal baru sudah dipasang."),
        ),
        True,
    ),
}


def reports(agency: str, first: int, hard: Hard) -> list[Record]:
    """Easy reports that are done within a day, and hard ones."""
    easy = [complaint(n, *resolved_after(DAY, agency)(n), agency=agency) for n in range(first, first + EASY)]
    return easy + [complaint(n, *hard(n), agency=agency) for n in range(first + EASY, first + EASY + HARD)]


def sheet_of(session: Session, agency: str) -> PeriodScorecard:
    query = select(StoredScorecard.figures).join(Agency, Agency.id == StoredScorecard.agency_id)
    query = query.where(StoredScorecard.scope == "agency", Agency.name == agency, StoredScorecard.period == "all")
    return from_json(json.loads(session.execute(query).scalar_one()))


def played(session: Session, city: City, way: Way) -> tuple[PeriodScorecard, PeriodScorecard]:
    """The scorecards of the honest twin and of the agency that games, after both have done their work."""
    record_many([*reports(HONEST, 1, way.twin), *reports(GAMING, 101, way.hard)], city)
    if way.after:
        way.after(session, city)
    recompute(session, city, NOW)
    return sheet_of(session, HONEST), sheet_of(session, GAMING)

"""Computes every scorecard from the state of all tickets, and stores the figures for the pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import numpy as np
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from .. import clock
from ..domain.city import City
from ..domain.figure import Figure
from ..domain.period import Period, Span, covering
from ..domain.period_scorecard import MonthFlow, PeriodScorecard
from ..domain.scorecard import CustodyFigures, Flow, hands, repeated, scorecard
from ..domain.scorecard import Scorecard as Card
from ..domain.survival import Whole
from ..models import Area, Checkpoint, StoredScorecard
from ..models.scorecard_json import to_json
from .checkpoints import move, newest, take_up, writing
from .scorecard_groups import Periods, ScorecardGroup, groups, split
from .scorecard_rows import Tickets, read_answers, read_custody, read_tickets, snapshot

Computed = TypeVar("Computed")

NAME = "scorecards"
#: Least seconds between two computations while the log moves.
GAP = 60.0
#: Open tickets grow older without any event: after this long figures are computed again although nothing happened.
STALE = timedelta(hours=1)
ROWS_AT_ONCE = 500
#: How short the periods of a scope are; what is not named here has years only.
SPANS = {"city": frozenset(Span), "agency": frozenset(Span), "area": frozenset({Span.ALL, Span.YEAR, Span.QUARTER})}
YEARS = frozenset({Span.ALL, Span.YEAR})
MONTHS = frozenset({Span.MONTH})


def recompute(session: Session, city: City, now: datetime) -> int:
    """Compute all scorecards as of ``now``, each ticket as far as it is known, and replace the stored ones; returns how
    many there are.

    Everything is read in one snapshot, so the figures of all pages belong to the same ``seq``.
    """
    before = take_up(session, NAME)
    with snapshot(session):
        seq = newest(session)
        tickets = read_tickets(session)
        ids = tickets.cohort.ticket
        agencies = AgencyColumns(
            _ByAgency(read_custody(session, tickets.cohort)), _ByAgency(read_answers(session, ids))
        )
        parents = {row.id: row.parent_id for row in session.execute(select(Area.id, Area.parent_id))}
    rows = list(_rows(tickets, agencies, parents, city.zone, now, seq))
    with writing(session):
        session.execute(delete(StoredScorecard))
        for start in range(0, len(rows), ROWS_AT_ONCE):
            session.execute(insert(StoredScorecard), rows[start : start + ROWS_AT_ONCE])
        move(session, NAME, before, seq)
    return len(rows)


def feed(session: Session, city: City, seq: int) -> None:
    """Bring the stored figures up to ``seq``, or up to now when they have grown stale."""
    now = clock.now()
    last = session.get(Checkpoint, NAME)
    if last is None or last.seq < seq or now - last.at >= STALE:
        recompute(session, city, now)


class _ByAgency:
    """Columns (agency, time, others) in order of agency and time, cut by period for one agency at a time."""

    def __init__(self, columns: Sequence[Whole]) -> None:
        order, self._places = split(columns[0], columns[1])
        self._times, self._others = columns[1][order], [column[order] for column in columns[2:]]

    def each(self, agency: int, periods: Periods, compute: Callable[..., Computed]) -> list[Computed]:
        """What ``compute`` makes of an agency's (time, others) in each period; once for periods of the same rows."""
        place = self._places.get(agency, slice(0, 0))
        times, others = self._times[place], [column[place] for column in self._others]
        parts = [(part.start, part.stop) for part in periods.cut(times)]
        computed = {(a, b): compute(times[a:b], *(column[a:b] for column in others)) for a, b in set(parts)}
        return [computed[part] for part in parts]


@dataclass(frozen=True, slots=True)
class AgencyColumns:
    """What agencies had in custody and what they answered, whoever was responsible for the ticket."""

    custody: _ByAgency
    answers: _ByAgency

    def hands(self, agency: int, periods: Periods, as_of: int) -> list[CustodyFigures]:
        """For each period, the custody that began in it."""

        def held(since: Whole, until: Whole, known: Whole) -> CustodyFigures:
            seen = np.minimum(known, as_of)
            told = since <= seen
            return hands(since[told], until[told], seen[told])

        return self.custody.each(agency, periods, held)

    def same_text(self, agency: int, periods: Periods) -> list[Figure]:
        return self.answers.each(agency, periods, lambda _, texts: repeated(np.unique(texts, return_counts=True)[1]))


def _rows(
    tickets: Tickets, agencies: AgencyColumns, parents: Mapping[int, int | None], zone: str, now: datetime, seq: int
) -> Iterator[dict[str, object]]:
    """The rows of the table; periods without tickets have none."""
    submitted = tickets.cohort.submitted
    if not len(submitted):
        return
    first = datetime.fromtimestamp(int(submitted.min()), UTC)
    now = max(first, datetime.fromtimestamp(int(tickets.cohort.seen(int(now.timestamp())).max()), UTC))
    published = covering(first, now, zone)
    kinds = {spans: Periods([p for p in published if p.span in spans]) for spans in {*SPANS.values(), YEARS, MONTHS}}
    for group in groups(tickets, parents):
        facts = {"as_of": now, "seq": seq, "agency_id": group.agency, "category_id": group.category}
        facts |= {"cell": group.cell, "scope": group.scope, "area_id": group.area}
        periods = kinds[SPANS.get(group.scope, YEARS)]
        months = kinds[MONTHS] if group.scope in SPANS else None
        before, figures = None, ""  # most categories of an agency have tickets in one year only, so all time is equal
        for period, sheet in sheets(group, periods, months, agencies, int(now.timestamp())):
            if sheet != before:
                before, figures = sheet, json.dumps(to_json(sheet), separators=(",", ":"))
            yield {**facts, "period": period.key, "figures": figures}


def sheets(
    group: ScorecardGroup, periods: Periods, months: Periods | None, agencies: AgencyColumns, as_of: int
) -> Iterator[tuple[Period, PeriodScorecard]]:
    """The scorecard of a group for each period that it has tickets in; with ``months``, a trend over these."""
    own = group.agency if group.scope == "agency" else None
    periods = periods.holding(group.cohort.submitted)
    resolved = np.sort(group.cohort.resolved[group.cohort.resolved <= group.cohort.seen(as_of)])
    came, done = periods.cut(group.cohort.submitted), periods.cut(resolved)
    held = agencies.hands(own, periods, as_of) if own else []
    repeats = agencies.same_text(own, periods) if own else []
    cards: dict[tuple[int, int], Card] = {}  # a city's only year has the same tickets as all its time
    for place, period in enumerate(periods.periods):
        key = (came[place].start, came[place].stop)
        if key not in cards:
            drawn = group.scope in SPANS and period.span is not Span.MONTH
            cards[key] = scorecard(group.cohort.take(came[place]), as_of, drawn=drawn)
        sheet = PeriodScorecard(
            card=cards[key],
            flow=Flow(received=cards[key].counted, resolved=done[place].stop - done[place].start),
            hands=held[place] if own else None,
            same_text=repeats[place] if own else None,
            trend=_trend(group.cohort.submitted, resolved, months) if months and period.span is Span.ALL else (),
        )
        yield period, sheet


def _trend(submitted: Whole, resolved: Whole, months: Periods) -> tuple[MonthFlow, ...]:
    """Received (all, whatever became of them) and resolved by month, from the first to the last with any of both."""
    counts = zip(months.periods, months.cut(submitted), months.cut(resolved), strict=True)
    found = [MonthFlow(period.key, a.stop - a.start, b.stop - b.start) for period, a, b in counts]
    busy = [place for place, month in enumerate(found) if month.received or month.resolved]
    return tuple(found[busy[0] : busy[-1] + 1]) if busy else ()

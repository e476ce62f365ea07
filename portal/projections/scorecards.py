"""Computes every scorecard from the state of all tickets, and stores the figures for the pages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

import numpy as np
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from .. import clock
from ..domain.city import City
from ..domain.period import Period, Span, covering
from ..domain.period_scorecard import PeriodScorecard
from ..domain.scorecard import Flow, scorecard
from ..domain.scorecard import Scorecard as Card
from ..models import Area, Checkpoint, StoredScorecard
from ..models.scorecard_json import to_json
from .agency_sheets import AgencyColumns, ByAgency, agency_sheets
from .checkpoints import move, newest, take_up, writing
from .scorecard_groups import Periods, ScorecardGroup, apart, groups, monthly_flow
from .scorecard_rows import Tickets, read_answers, read_custody, read_tickets, snapshot
from .times_in_hand import TimesInHand

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
        cohort = tickets.cohort
        custody = read_custody(session, cohort.ticket)
        citizens = custody.take(cohort.by_citizens[custody.ticket])
        agencies = AgencyColumns(
            TimesInHand(tickets, custody, int(city.hand_over_limit.total_seconds()), int(now.timestamp())),
            ByAgency((citizens.agency, citizens.start, citizens.end, cohort.until[citizens.ticket])),
            ByAgency(read_answers(session, cohort.ticket[cohort.by_citizens])),
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
    for group in groups(tickets, parents, agencies.in_hand.keys):
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
    """The scorecard of a group for each period that it has tickets in; with ``months``, a trend over these.

    What the city reported to itself is in no figure: its crews find and mend in one round.
    """
    if group.agency is not None:
        yield from agency_sheets(group, agencies, periods, months, as_of)
        return
    periods = periods.holding(group.cohort.submitted)
    cohort, left_out = apart(group.cohort, as_of)
    resolved = np.sort(cohort.resolved[cohort.resolved <= cohort.seen(as_of)])
    came, done, own = periods.cut(cohort.submitted), periods.cut(resolved), periods.cut(left_out)
    cards: dict[tuple[int, int], Card] = {}  # a city's only year has the same tickets as all its time
    for place, period in enumerate(periods.periods):
        key = (came[place].start, came[place].stop)
        if key not in cards:
            drawn = group.scope in SPANS and period.span is not Span.MONTH
            cards[key] = scorecard(cohort.take(came[place]), as_of, drawn=drawn)
        sheet = PeriodScorecard(
            card=cards[key],
            flow=Flow(received=cards[key].counted, resolved=done[place].stop - done[place].start),
            trend=monthly_flow(cohort.submitted, resolved, months) if months and period.span is Span.ALL else (),
            own=own[place].stop - own[place].start,
        )
        yield period, sheet

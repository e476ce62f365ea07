"""Computes every scorecard and the finding of the week from the state of all tickets, and stores them for the pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from .. import clock
from ..domain.city import City
from ..domain.expectation import expectations
from ..domain.period import covering
from ..models import Checkpoint, StoredExpectation, StoredFinding, finding_json
from ..models.scorecard_json import to_json, written
from ..queries.scorecards.columns import Tickets, snapshot
from ..queries.scorecards.groups import Periods, citizens_tickets, groups, parts
from ..queries.scorecards.late_courses import areas_compared, week_of, weeks_end
from ..queries.scorecards.read_columns import ScorecardColumns, read_columns
from ..queries.scorecards.sheets import MONTHS, SPANS, YEARS, GroupInputs, group_inputs, sheets
from .checkpoints import move, newest, rebuild_asked, take_up
from .kept_sheets import KeptSheets
from .scorecard_rows import show

NAME = "scorecards"
#: Least seconds between two computations while the log moves.
GAP = 60.0
#: Open tickets grow older without any event: after this long figures are computed again although nothing happened.
STALE = timedelta(hours=1)
#: From the last computation of this process; a rebuild that is asked for forgets it.
_KEPT = KeptSheets()


def recompute(session: Session, city: City, now: datetime, kept: KeptSheets | None = None) -> int:
    """Compute all scorecards as of ``now``, each ticket as far as it is known, and replace the stored ones; returns how
    many there are. ``kept``: from the computation before this one; what is not in it is computed, and without it all.

    Everything is read in one snapshot, so the figures of all pages belong to the same ``seq``.
    """
    before = take_up(session, NAME)
    with snapshot(session):
        seq = newest(session)
        columns = read_columns(session, city.hand_over_limit, now)
        compared = areas_compared(session, city)
    rows: list[dict[str, Any]] = list(_rows(columns, city.zone, now, seq, kept))
    finding = _finding(columns, city.zone, now, compared)
    expected = list(_expectations(columns.tickets, now, seq))

    def alongside(session: Session) -> None:
        session.execute(delete(StoredExpectation))
        if expected:
            session.execute(insert(StoredExpectation), expected)
        session.execute(delete(StoredFinding))
        if finding:
            session.execute(insert(StoredFinding), [{**finding, "seq": seq}])
        move(session, NAME, before, seq)

    show(session, rows, rows[0]["as_of"] if rows else now, seq, alongside)
    return len(rows)


def feed(session: Session, city: City, seq: int) -> None:
    """Bring the stored figures up to ``seq``, or up to now when they have grown stale."""
    now = clock.now()
    last = session.get(Checkpoint, NAME)
    if last is None or last.seq < seq or now - last.at >= STALE:
        if last is None or rebuild_asked(session, NAME):
            _KEPT.forget()
        recompute(session, city, now, _KEPT)


def _rows(
    columns: ScorecardColumns, zone: str, now: datetime, seq: int, kept: KeptSheets | None
) -> Iterator[dict[str, object]]:
    """The rows of the table; periods without tickets have none."""
    tickets, agencies = columns.tickets, columns.agencies
    submitted = tickets.cohort.submitted
    if not len(submitted):
        return
    first = datetime.fromtimestamp(int(submitted.min()), UTC)
    now = max(first, _heard(columns, now))
    published = covering(first, now, zone)
    keys = tuple(period.key for period in published)
    kinds = {spans: Periods([p for p in published if p.span in spans]) for spans in {*SPANS.values(), YEARS, MONTHS}}
    for group in groups(tickets, agencies.in_hand):
        facts = {"as_of": now, "seq": seq, "agency_id": group.agency, "category_id": group.category}
        facts |= {"cell": group.cell, "scope": group.scope, "area_id": group.area}
        periods = kinds[SPANS.get(group.scope, YEARS)]
        months = kinds[MONTHS] if group.scope in SPANS else None
        inputs = group_inputs(group, agencies, int(now.timestamp()))
        compute = partial(_written, inputs, periods, months)
        for period, figures in kept.of((inputs, keys, zone), compute) if kept is not None else compute():
            yield {**facts, "period": period, "figures": figures}
    if kept is not None:
        kept.turn()


def _written(inputs: GroupInputs, periods: Periods, months: Periods | None) -> list[tuple[str, str]]:
    """The figures of a group as they are stored, by the key of each period."""
    found: list[tuple[str, str]] = []
    before, figures = None, ""  # most categories of an agency have tickets in one year only, so all time is equal
    for period, sheet in sheets(inputs, periods, months):
        if sheet != before:
            before, figures = sheet, written(to_json(sheet))
        found.append((period.key, figures))
    return found


def _expectations(tickets: Tickets, now: datetime, seq: int) -> Iterator[dict[str, object]]:
    """The rows of what to expect of each category's reports that wait."""
    as_of = int(now.timestamp())
    for category, part in parts(tickets.cohort, tickets.category):
        if category:
            cohort = citizens_tickets(part, as_of).cohort
            for of in expectations(cohort, as_of):
                ends = zip(("half", "low", "high"), (of.more.value, of.more.low, of.more.high), strict=True)
                more = {name: None if end is None else int(end) for name, end in ends}  # waits are whole seconds
                yield {"category_id": category, "waited": of.waited, "n": of.more.n, **more, "as_of": now, "seq": seq}


def _heard(columns: ScorecardColumns, now: datetime) -> datetime:
    """When any ticket was last heard of."""
    return datetime.fromtimestamp(int(columns.tickets.cohort.seen(int(now.timestamp())).max()), UTC)


def _finding(columns: ScorecardColumns, zone: str, now: datetime, areas: Collection[int]) -> dict[str, object] | None:
    """The row of the finding of the week; ``areas``: that are compared. None where there are no tickets."""
    week = weeks_end(columns.tickets, now, zone)
    if week is None:
        return None
    of = week_of(columns.tickets, areas, week)
    return {"as_of": _heard(columns, now), "week": week, "finding": finding_json.written(of)}

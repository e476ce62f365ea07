"""Computes every scorecard and the finding of the week from the state of all tickets, and stores them for the pages."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import numpy as np
from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from .. import clock
from ..domain.city import City
from ..domain.expectation import expectations
from ..domain.period import covering
from ..models import Checkpoint, StoredExpectation, StoredFinding, finding_json
from ..models.scorecard_json import to_json, written
from ..queries.scorecards.agency_sheets import AgencyColumns
from ..queries.scorecards.columns import Tickets, snapshot
from ..queries.scorecards.groups import Periods, ScorecardGroup, of_agencies, of_nobody, rows_of
from ..queries.scorecards.late_courses import areas_compared, week_of, weeks_end
from ..queries.scorecards.read_columns import read_columns
from ..queries.scorecards.sheets import MONTHS, SPANS, YEARS, GroupInputs, group_inputs, sheets
from .checkpoints import move, newest, rebuild_asked, take_up
from .kept_sheets import KeptSheets, Written
from .scorecard_rows import show
from .second_process import MOST_PIECES, possible, shared

NAME = "scorecards"
#: Least seconds between two computations while the log moves.
GAP = 60.0
#: Open tickets grow older without any event: after this long figures are computed again although nothing happened.
STALE = timedelta(hours=1)
#: From this many tickets on, a second process computes beside: of fewer it is done soon enough without. Where hardly
#: any group is stale it costs 0.2 s of processor time and gains nothing; but which are stale is most of the work then.
MANY = 50_000
#: From the last computation of this process; a rebuild that is asked for forgets it.
_KEPT = KeptSheets()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Rows of numbers hold no cycle: the collector finds nothing in them, and looking took a twentieth of it all."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_uncollected()
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
    tickets, rows = columns.tickets, list[dict[str, Any]]()
    if len(tickets.cohort):
        makes = _RowMaker(tickets, city.zone, now, seq, kept)
        rows += makes.rows(of_agencies(tickets, columns.agencies.in_hand), columns.agencies)
        del columns  # more than half of all that is held
        rows += makes.rows(of_nobody(tickets))
    if kept is not None:
        kept.turn()
    finding = _finding(tickets, city.zone, now, compared)
    expected = list(_expectations(tickets, now, seq))

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


class _RowMaker:
    """Makes the rows of the table, of groups as they come; periods without tickets have none."""

    def __init__(self, tickets: Tickets, zone: str, now: datetime, seq: int, kept: KeptSheets | None) -> None:
        first = datetime.fromtimestamp(int(tickets.cohort.submitted.min()), UTC)
        self._as_of, self._seq, self._kept = max(first, _heard(tickets, now)), seq, kept
        self._divided = len(tickets.cohort) >= MANY and possible()
        every = covering(first, self._as_of, zone)
        self._about = (tuple(period.key for period in every), zone)
        spans = {*SPANS.values(), YEARS, MONTHS}
        self._periods = {some: Periods([period for period in every if period.span in some]) for some in spans}

    def rows(self, groups: Iterable[ScorecardGroup], agencies: AgencyColumns | None = None) -> Iterator[dict[str, Any]]:
        """``agencies``: for groups of agencies."""
        every = list(groups)
        pieces = min(len(every), MOST_PIECES)

        def of_piece(piece: int) -> list[tuple[bytes, Written]]:
            return [self._sheets(group, agencies) for group in every[piece::pieces]]  # the dear ones come first

        found = shared(of_piece, pieces) if self._divided else list(map(of_piece, range(pieces)))
        for place, group in enumerate(every):
            key, sheets = found[place % pieces][place // pieces]
            if self._kept is not None:
                self._kept.keep(key, sheets)
            facts = {"as_of": self._as_of, "seq": self._seq, "agency_id": group.agency, "category_id": group.category}
            facts |= {"cell": group.cell, "scope": group.scope, "area_id": group.area}
            for period, figures in sheets:
                yield {**facts, "period": period, "figures": figures}

    def _sheets(self, group: ScorecardGroup, agencies: AgencyColumns | None) -> tuple[bytes, Written]:
        """What is stored of a group, and the key that it is kept by."""
        months = self._periods[MONTHS] if group.scope in SPANS else None
        inputs = group_inputs(group, agencies, int(self._as_of.timestamp()))
        compute = partial(_written, inputs, self._periods[SPANS.get(group.scope, YEARS)], months)
        return (b"", compute()) if self._kept is None else self._kept.of((inputs, *self._about), compute)


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
    rows = np.flatnonzero(tickets.cohort.by_citizens)
    for category, part in rows_of(tickets.keys.category[rows], tickets.cohort.submitted[rows]).items():
        if category:
            for of in expectations(tickets.cohort.take(rows[part]), as_of):
                ends = zip(("half", "low", "high"), (of.more.value, of.more.low, of.more.high), strict=True)
                more = {name: None if end is None else int(end) for name, end in ends}  # waits are whole seconds
                yield {"category_id": category, "waited": of.waited, "n": of.more.n, **more, "as_of": now, "seq": seq}


def _heard(tickets: Tickets, now: datetime) -> datetime:
    """When any ticket was last heard of."""
    return datetime.fromtimestamp(int(tickets.cohort.seen(int(now.timestamp())).max()), UTC)


def _finding(tickets: Tickets, zone: str, now: datetime, areas: Collection[int]) -> dict[str, object] | None:
    """The row of the finding of the week; ``areas``: that are compared. None where there are no tickets."""
    week = weeks_end(tickets, now, zone)
    if week is None:
        return None
    of = week_of(tickets, areas, week)
    return {"as_of": _heard(tickets, now), "week": week, "finding": finding_json.written(of)}

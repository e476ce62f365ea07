"""What Whoosh keeps with each document to count and to sort by, and the counts themselves."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ...domain.source_clock import SourceClocks
from .. import cells
from ..clock_name import source_of
from ..conditions import told
from ..engine import FACETS, MAX_CELLS, Cell, Grid, MonthCount
from ..index_entry import IndexEntry


class WhooshRow(NamedTuple):
    """One document; the fields are those of IndexEntry."""

    id: int
    type: str
    clock: str
    status: tuple[str, ...]
    agency: tuple[str, ...]
    category: tuple[str, ...]
    area: tuple[str, ...]
    channel: tuple[str, ...]
    told: tuple[str, ...]
    newest: int
    waiting: int
    open_first: int
    month: int
    resolved_month: int | None
    closed_month: int | None
    resolved_within_week: int | None
    open_due: int | None
    cell: int | None


Stored = tuple[object, ...]
_OPTIONAL = ("resolved_month", "closed_month", "resolved_within_week", "open_due", "cell")


def stored_row(entry: IndexEntry) -> Stored:
    """The row of a document as a plain tuple, which Whoosh pickles."""
    names, numbers = entry.names, entry.numbers
    facets = (names[name] for name in FACETS)
    optional = (numbers.get(name) for name in _OPTIONAL)
    clock = (*names["clock"], "")[0]
    return (
        entry.id,
        names["type"][0],
        clock,
        *facets,
        told(entry),
        numbers["newest"],
        numbers["waiting"],
        numbers["open_first"],
        numbers["month"],
        *optional,
    )


def loaded_row(stored: Stored) -> WhooshRow:
    """The row that was stored, its texts shared with all other rows to save memory."""
    shared = [tuple(map(sys.intern, part)) if isinstance(part, tuple) else part for part in stored]
    return WhooshRow(*shared)  # type: ignore[arg-type]


def counts_of(rows: Iterable[WhooshRow], name: str) -> dict[str, int]:
    """Value of a facet -> rows."""
    return dict(Counter(value for row in rows for value in getattr(row, name)))


def overdue(rows: Iterable[WhooshRow], clocks: SourceClocks) -> list[WhooshRow]:
    """Open, and due before the second up to which the ticket is known."""
    due = [row for row in rows if row.open_due is not None]
    until = {clock: int(clocks.until(source_of(clock)).timestamp()) for clock in {row.clock for row in due}}
    return [row for row in due if (row.open_due or 0) < until[row.clock]]


def trend(rows: Sequence[WhooshRow]) -> tuple[MonthCount, ...]:
    """The months in which tickets came in or ended, in order."""
    received = Counter(row.month for row in rows)
    resolved = Counter(row.resolved_month for row in rows if row.resolved_month is not None)
    closed = Counter(row.closed_month for row in rows if row.closed_month is not None)
    months = sorted(received.keys() | resolved.keys() | closed.keys())
    return tuple(MonthCount(m, received[m], resolved[m] + closed[m], resolved[m]) for m in months)


def grid(rows: Iterable[WhooshRow], level: int) -> Grid:
    """The squares of a level; larger ones when they would be more than MAX_CELLS."""
    placed = [row.cell for row in rows if row.cell is not None]
    counted = _by_cell(placed, level)
    while len(counted) > MAX_CELLS:
        level -= 1
        counted = _by_cell(placed, level)
    squares = tuple(Cell(*cells.centre(cell, level), count) for cell, count in sorted(counted.items()))
    return Grid(cells.degrees(level), squares, len(placed))


def _by_cell(placed: Iterable[int], level: int) -> Mapping[int, int]:
    return Counter(cell // cells.span(level) for cell in placed)

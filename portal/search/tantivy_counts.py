"""Counting in Tantivy: totals, facets and the trend in one aggregation, and the squares of the map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypedDict

import tantivy

from ..domain.lens import TicketFilter
from ..domain.status import Type
from . import cells
from .engine import FACETS, MAX_CELLS, Cell, Found, Grid, Month
from .entry import CHAIN, CHAINED

_ALL = 60_000  # more than any field has values
_MONTHS = ("month", "resolved_month", "closed_month")


#: The field that a facet is counted by, where it is not its own.
_FIELDS = {"area": CHAIN}


class _Bucket(TypedDict):
    key: str | float
    doc_count: int


@dataclass(slots=True)
class Counted:
    """What was counted, before the ids are known."""

    total: int
    open: int
    overdue: int
    trend: tuple[Month, ...]
    facets: dict[str, dict[str, int]] = field(default_factory=dict)

    def found(self, ids: Iterable[int]) -> Found:
        return Found(tuple(ids), self.total, self.open, self.overdue, self.facets, self.trend)


def count(searcher: tantivy.Searcher, query: tantivy.Query, now: datetime, *, facets: bool, trend: bool) -> Counted:
    """Everything that is counted over the same tickets, in one pass."""
    late = {"range": {"field": "open_due", "ranges": [{"to": int(now.timestamp())}]}}
    asked = {"type": _terms("type"), "late": late}
    asked |= {name: _terms(_FIELDS.get(name, name)) for name in FACETS if facets}
    asked |= {name: _terms(name) for name in _MONTHS if trend}
    answer = searcher.aggregate(query, asked)
    types = _by_name(answer["type"]["buckets"])
    return Counted(
        total=sum(types.values()),
        open=types.get(Type.OPEN.value, 0),
        overdue=sum(int(bucket["doc_count"]) for bucket in answer["late"]["buckets"] if "from" not in bucket),
        trend=_months(*(_by_number(answer[name]["buckets"]) for name in _MONTHS)) if trend else (),
        facets={name: _facet(name, answer[name]["buckets"]) for name in FACETS if facets},
    )


def selected(filter: TicketFilter) -> list[str]:
    """The facets in which something is selected: they are counted once more without their own selection."""
    return [name for name in FACETS if getattr(filter, name)]


def facet(searcher: tantivy.Searcher, query: tantivy.Query, name: str) -> dict[str, int]:
    """One facet's counts."""
    return _facet(name, searcher.aggregate(query, {"f": _terms(_FIELDS.get(name, name))})["f"]["buckets"])


def grid(searcher: tantivy.Searcher, query: tantivy.Query, zoom: int) -> Grid:
    """The squares of a zoom; coarser ones when there would be too many."""
    level = cells.level_at(zoom)
    found = _squares(searcher, query, level)
    while found is None:
        level -= 2
        found = _squares(searcher, query, level)
    return _drawn(found, level)


def _drawn(found: dict[int, int], level: int) -> Grid:
    """Cells and their counts as the map takes them, four made one until they are few enough."""
    while len(found) > MAX_CELLS:
        level -= 1
        coarser: dict[int, int] = {}
        for cell, count in found.items():
            coarser[cell >> 2] = coarser.get(cell >> 2, 0) + count
        found = coarser
    squares = tuple(Cell(*cells.centre(cell, level), count) for cell, count in sorted(found.items()))
    return Grid(cells.degrees(level), squares, sum(found.values()))


def _squares(searcher: tantivy.Searcher, query: tantivy.Query, level: int) -> dict[int, int] | None:
    """Cell -> count; None when Tantivy gives up because they are too many."""
    width = cells.span(level)
    asked = {"c": {"histogram": {"field": "cell", "interval": width, "min_doc_count": 1}}}
    try:
        buckets = searcher.aggregate(query, asked)["c"]["buckets"]
    except ValueError as error:
        if "bucket limit" not in str(error):
            raise
        return None
    return {int(bucket["key"]) // width: bucket["doc_count"] for bucket in buckets}


def _terms(name: str) -> dict[str, dict[str, str | int]]:
    return {"terms": {"field": name, "size": _ALL}}


def _facet(name: str, buckets: list[_Bucket]) -> dict[str, int]:
    """Counts by value; a chain of areas counts for each of them. The value '' stands for none."""
    counted = _by_name(buckets)
    counted.pop("", None)
    if name != "area":
        return counted
    found: dict[str, int] = {}
    for chain, count in counted.items():
        for code in chain.split(CHAINED):
            found[code] = found.get(code, 0) + count
    return found


def _by_name(buckets: list[_Bucket]) -> dict[str, int]:
    return {str(bucket["key"]): bucket["doc_count"] for bucket in buckets}


def _by_number(buckets: list[_Bucket]) -> dict[int, int]:
    return {int(bucket["key"]): bucket["doc_count"] for bucket in buckets if bucket["key"]}


def _months(received: dict[int, int], resolved: dict[int, int], closed: dict[int, int]) -> tuple[Month, ...]:
    return tuple(
        Month(month, received.get(month, 0), resolved.get(month, 0) + closed.get(month, 0), resolved.get(month, 0))
        for month in sorted(received.keys() | resolved.keys() | closed.keys())
    )

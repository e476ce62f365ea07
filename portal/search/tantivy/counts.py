"""Counting in Tantivy: totals, facets, the trend and the figures of a list in one aggregation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypedDict

import tantivy

from ...domain.lens import TicketFilter
from ...domain.status import StatusType
from .. import squares, status_key
from ..engine import FACETS, Found, MonthCount
from ..index_entry import CHAIN, CHAINED

_ALL = 60_000  # more than any field has values
#: The columns that facets are counted by, where they are not their own.
_COLUMNS = {"area": CHAIN, "status": status_key.FIELD}


class _Bucket(TypedDict):
    key: str | float
    doc_count: int


@dataclass(slots=True)
class Counted:
    """What was counted, before the ids are known."""

    standings: dict[str, int]
    late: dict[str, int]
    months: dict[str, int]
    facets: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.standings.values())

    def found(self, ids: Iterable[int], *, trend: bool) -> Found:
        stood = [(status_key.read(text), count) for text, count in self.standings.items()]
        return Found(
            tuple(ids),
            total=self.total,
            open=sum(count for how, count in stood if how.open),
            overdue=sum(self.late.values()),
            judged=sum(count for how, count in stood if how.judged),
            soon=sum(count for how, count in stood if how.soon),
            late=self.late,
            facets=self.facets,
            trend=_trend(self.months, stood) if trend else (),
        )


def count(searcher: tantivy.Searcher, query: tantivy.Query, now: datetime, *, facets: bool, trend: bool) -> Counted:
    """Everything that is counted over the same tickets, in one pass."""
    asked = {status_key.FIELD: _terms(status_key.FIELD), "late": _late(now)}
    asked |= {name: _terms(_COLUMNS.get(name, name)) for name in FACETS if facets and name != "status"}
    asked |= {"month": _terms("month")} if trend else {}
    answer = searcher.aggregate(query, asked)
    standings = _by_name(answer[status_key.FIELD]["buckets"])
    counted = Counted(standings, _counted_late(answer["late"]["buckets"]), {})
    if trend:
        counted.months = _by_name(answer["month"]["buckets"])
    if facets:
        counted.facets = {name: _facet(name, _by_name(answer[name]["buckets"])) for name in FACETS if name in answer}
        counted.facets["status"] = _facet("status", standings)
    return counted


def total(searcher: tantivy.Searcher, query: tantivy.Query) -> int:
    """How many match."""
    return int(searcher.search(query, 1).count)  # type: ignore[attr-defined]  # its stub forgets it


def _late(now: datetime) -> dict[str, Any]:
    """The open tickets that are past their due date, by agency: only open ones are looked at."""
    past = {"field": "open_due", "ranges": [{"to": int(now.timestamp())}]}
    open_ = {"field": "type", "include": [StatusType.OPEN.value]}
    return {"terms": open_, "aggs": {"past": {"range": past, "aggs": {"agency": _terms("agency")}}}}


def _counted_late(buckets: list[Any]) -> dict[str, int]:
    """Agency -> tickets; no bucket at all where nothing is open."""
    past = (bucket for open_ in buckets for bucket in open_["past"]["buckets"] if "from" not in bucket)
    return next((_by_name(bucket["agency"]["buckets"]) for bucket in past), {})


def selected(filter: TicketFilter) -> list[str]:
    """The facets in which something is selected: they are counted once more without their own selection."""
    return [name for name in FACETS if getattr(filter, name)]


def facet(searcher: tantivy.Searcher, query: tantivy.Query, name: str) -> dict[str, int]:
    """One facet's counts."""
    answer = searcher.aggregate(query, {"f": _terms(_COLUMNS.get(name, name))})
    return _facet(name, _by_name(answer["f"]["buckets"]))


def squares_of(searcher: tantivy.Searcher, query: tantivy.Query) -> dict[str, int] | None:
    """The column of squares, counted; None when it has more values than are counted at once."""
    answer = searcher.aggregate(query, {"c": _terms(squares.FIELD)})["c"]
    return None if answer["sum_other_doc_count"] else _facet(squares.FIELD, _by_name(answer["buckets"]))


def _terms(name: str) -> dict[str, dict[str, str | int]]:
    return {"terms": {"field": name, "size": _ALL}}


def _facet(name: str, counted: dict[str, int]) -> dict[str, int]:
    """Counts by value; a chain of areas counts for each of them. The value '' stands for none."""
    if name not in _COLUMNS:
        return {value: count for value, count in counted.items() if value}
    found: dict[str, int] = {}
    for text, count in counted.items():
        for value in text.split(CHAINED) if name == "area" else (status_key.read(text).status,):
            if value:
                found[value] = found.get(value, 0) + count
    return found


def _by_name(buckets: list[_Bucket]) -> dict[str, int]:
    return {str(bucket["key"]): bucket["doc_count"] for bucket in buckets}


def _trend(months: dict[str, int], stood: list[tuple[status_key.StatusKey, int]]) -> tuple[MonthCount, ...]:
    received = {int(month): count for month, count in months.items()}
    ended: Counter[int] = Counter()
    resolved: Counter[int] = Counter()
    for how, count in stood:
        if how.ended:
            ended[how.ended] += count
            resolved[how.ended] += count if how.resolved else 0
    return tuple(
        MonthCount(month, received.get(month, 0), ended[month], resolved[month])
        for month in sorted(received.keys() | ended.keys())
    )

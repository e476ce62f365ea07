"""Counts in Tantivy: total, facets, trend and overdue tickets of a search in one aggregation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, TypedDict

import tantivy

from ...domain.lens import TicketFilter
from ...domain.source_clock import SourceClocks
from .. import clock_name, conditions, squares, status_key
from ..engine import FACETS, Found, MonthCount, SearchRequest
from ..filter_query import day_number
from ..index_entry import CHAIN, CHAIN_SEPARATOR

_NEVER = 1 << 62
_ALL = 60_000  # more than any field has values
#: The columns that facets are counted by, where they are not their own.
_COLUMNS = {"area": CHAIN, "status": status_key.FIELD}


class _Bucket(TypedDict):
    key: str | float
    doc_count: int


@dataclass(slots=True)
class Tally:
    """What was counted, before the ids are known. ``statuses``: encoded status key -> tickets. ``passed``: open ones
    beyond the day that they are promised for."""

    statuses: dict[str, int]
    overdue: int
    passed: int
    months: dict[str, int] | None  # of submission -> tickets; None: no trend is wanted
    facets: dict[str, dict[str, int]]
    told: dict[str, int]
    young: dict[str, int]  # as statuses, of those that came in after the day until which they are counted

    @property
    def total(self) -> int:
        return sum(self.statuses.values())

    def found(self, ids: Iterable[int]) -> Found:
        keys = [(status_key.decode(text), count) for text, count in self.statuses.items()]
        old = [(key, count - self.young.get(text, 0)) for (key, count), text in zip(keys, self.statuses, strict=True)]
        return Found(
            tuple(ids),
            total=self.total,
            open=sum(count for key, count in keys if key.open),
            untold=sum(count for key, count in keys if key.untold),
            overdue=self.overdue,
            counted=sum(count for key, count in old if key.counted),
            resolved_within_week=sum(count for key, count in old if key.resolved_within_week),
            facets=self.facets,
            trend=() if self.months is None else _trend(self.months, keys),
            told=self.told,
        )


def tally(searcher: tantivy.Searcher, query: tantivy.Query, request: SearchRequest) -> Tally:
    """All counts of the same tickets in one pass, as far as a request wants them."""
    clocks, facets, trend = request.clocks, request.facets, request.trend
    wanted = {status_key.FIELD: _terms(status_key.FIELD), "open": _by_clock(clocks)}
    wanted |= {name: _terms(_COLUMNS.get(name, name)) for name in FACETS if facets and name != "status"}
    wanted |= {conditions.COLUMN: _terms(conditions.COLUMN)} if facets else {}
    wanted |= {"month": _terms("month")} if trend else {}
    wanted |= {"young": _young(request.old_until)} if request.old_until else {}
    answer = searcher.aggregate(query, wanted)
    statuses = _by_name(answer[status_key.FIELD]["buckets"])
    counted = {name: _facet(name, _by_name(answer[name]["buckets"])) for name in FACETS if name in answer}
    if facets:
        counted["status"] = _facet("status", statuses)
    months = _by_name(answer["month"]["buckets"]) if trend else None
    told = _each(_by_name(answer[conditions.COLUMN]["buckets"])) if facets else {}
    overdue, passed = _overdue(answer["open"]["buckets"], clocks), _passed(answer["open"]["buckets"], clocks)
    young = _by_name(_after(answer["young"])) if request.old_until else {}
    return Tally(statuses, overdue, passed, months, counted, told, young)


def promise_broken(
    searcher: tantivy.Searcher, query: tantivy.Query, told: tantivy.Query, passed: int, clocks: SourceClocks
) -> int:
    """How many of the matches broke a promise: those of which events tell it, which ``told`` matches, and ``passed``.
    Asked as one query they would take twice as long."""
    both = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, told)])
    answer = searcher.aggregate(both, {"all": {"value_count": {"field": "newest"}}, "open": _by_clock(clocks)})
    return int(answer["all"]["value"]) + passed - _passed(answer["open"]["buckets"], clocks)


def total(searcher: tantivy.Searcher, query: tantivy.Query) -> int:
    """The number of matches; none is scored."""
    return int(searcher.search(tantivy.Query.const_score_query(query, 0.0), 1).count)  # type: ignore[attr-defined]  # its stub forgets it


def _by_clock(clocks: SourceClocks) -> dict[str, Any]:
    """The aggregation of open tickets by their clock, due date and promised day; all others are excluded first."""
    ends = sorted({_end(clocks, one.name) for one in clocks.sources} | {int(clocks.now.timestamp())})
    ranges = [{"to": ends[0]}, *({"from": low, "to": high} for low, high in pairwise(ends))]
    open_ = {"field": clock_name.FIELD, "size": _ALL, "exclude": [""]}
    days = {"due": "open_due", "promise": "open_promise"}
    return {
        "terms": open_,
        "aggs": {name: {"range": {"field": field, "ranges": ranges}} for name, field in days.items()},
    }


def _young(until: date) -> dict[str, Any]:
    """The aggregation of what came in after a day."""
    after = {"from": day_number(until + timedelta(days=1))}
    return {"range": {"field": "day", "ranges": [after]}, "aggs": {status_key.FIELD: _terms(status_key.FIELD)}}


def _after(days: Any) -> list[Any]:
    """The buckets within the range that has no end; none where nothing matches at all."""
    return next((one[status_key.FIELD]["buckets"] for one in days["buckets"] if "to" not in one), [])


def _overdue(buckets: list[Any], clocks: SourceClocks) -> int:
    """How many open tickets have a due date before the end of their clock, or were late here."""
    return sum(_before(one["due"], _end(clocks, clock_name.source_of(str(one["key"])))) for one in buckets)


def _passed(buckets: list[Any], clocks: SourceClocks) -> int:
    """How many open tickets were promised for a day before the end of their source's clock."""
    return sum(_before(one["promise"], _end(clocks, clock_name.sender_of(str(one["key"])))) for one in buckets)


def _before(days: Any, end: int) -> int:
    return int(sum(range["doc_count"] for range in days["buckets"] if range.get("to", _NEVER) <= end))


def _end(clocks: SourceClocks, source: str) -> int:
    return int(clocks.until(source).timestamp())


def selected(filter: TicketFilter) -> list[str]:
    """The facets with a selection of their own, which are counted again without it."""
    return [name for name in FACETS if filter.asks(name)]


def facet(searcher: tantivy.Searcher, query: tantivy.Query, name: str) -> dict[str, int]:
    """One facet's counts."""
    answer = searcher.aggregate(query, {"f": _terms(_COLUMNS.get(name, name))})
    return _facet(name, _by_name(answer["f"]["buckets"]))


def squares_of(searcher: tantivy.Searcher, query: tantivy.Query) -> dict[str, int] | None:
    """Square -> tickets; None when there are more squares than can be counted at once."""
    answer = searcher.aggregate(query, {"c": _terms(squares.FIELD)})["c"]
    return None if answer["sum_other_doc_count"] else _facet(squares.FIELD, _by_name(answer["buckets"]))


def _terms(name: str) -> dict[str, dict[str, str | int]]:
    return {"terms": {"field": name, "size": _ALL}}


def _facet(name: str, counted: dict[str, int]) -> dict[str, int]:
    """Value -> tickets, without the value '', which stands for none; a chain of areas counts for each of them."""
    if name not in _COLUMNS:
        return {value: count for value, count in counted.items() if value}
    found: dict[str, int] = {}
    for text, count in counted.items():
        for value in text.split(CHAIN_SEPARATOR) if name == "area" else (status_key.decode(text).status,):
            if value:
                found[value] = found.get(value, 0) + count
    return found


def _each(counted: dict[str, int]) -> dict[str, int]:
    """Each of the words that stand together in the values of a column -> tickets."""
    found: Counter[str] = Counter()
    for text, count in counted.items():
        for word in text.split():
            found[word] += count
    return dict(found)


def _by_name(buckets: list[_Bucket]) -> dict[str, int]:
    return {str(bucket["key"]): bucket["doc_count"] for bucket in buckets}


def _trend(months: dict[str, int], keys: list[tuple[status_key.StatusKey, int]]) -> tuple[MonthCount, ...]:
    received = {int(month): count for month, count in months.items()}
    ended: Counter[int] = Counter()
    resolved: Counter[int] = Counter()
    for key, count in keys:
        if key.ended:
            ended[key.ended] += count
            resolved[key.ended] += count if key.resolved else 0
    return tuple(
        MonthCount(month, received.get(month, 0), ended[month], resolved[month])
        for month in sorted(received.keys() | ended.keys())
    )

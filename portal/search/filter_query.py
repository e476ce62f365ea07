"""Turns a ticket filter into a query tree, by one rule for both engines."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from whoosh.query import And, Every, Not, NumericRange, Or, Query, Term

from ..domain.lens import MULTI, Box, TicketFilter
from ..domain.source_clock import SourceClocks
from ..domain.status import StatusType
from .clock_query import overdue

_TYPES = frozenset(t.value for t in StatusType)
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class EngineQuery:
    """A parsed query text and the rest of a filter, as one query tree.

    ``box_query``: how the engine matches tickets within a map frame.
    """

    tree: Query | None
    filter: TicketFilter
    clocks: SourceClocks
    box_query: Callable[[Box], Query] = field(default=lambda box: And(list(ranges(box))), repr=False)

    def query(self, *, without: str = "", until: date | None = None) -> Query | None:
        """What matches text and filter, the filter's field ``without`` left out; None is everything. ``until``: and
        came in on this day or before."""
        return all_of([self.tree, *self._parts(without), _days(None, until)])

    def filter_query(self, shown: Query | None = None) -> Query | None:
        """What matches the filter alone, and what was ``shown`` and may have left it since; None is everything."""
        found = all_of(self._parts(""))
        return found if found is None or shown is None else any_of([found, shown])

    def _parts(self, without: str) -> Iterator[Query | None]:
        filter = self.filter
        for name in MULTI:
            if name != without:
                yield _multi(name, getattr(filter, name))
                yield _none_of(name, filter.excluded_from(name))
        yield _days(filter.since, filter.until)
        yield overdue(self.clocks) if filter.overdue else None
        yield self.box_query(filter.bbox) if filter.bbox and without != "bbox" else None


def all_of(parts: Iterable[Query | None]) -> Query | None:
    """What matches all parts; None matches everything. Negations alone are taken from everything."""
    given = [part for part in parts if part is not None]
    if given and all(isinstance(part, Not) for part in given):
        given.insert(0, Every())
    return And(given) if len(given) > 1 else (given[0] if given else None)


def any_of(parts: Sequence[Query]) -> Query:
    """What matches any part. (Whoosh would read a bare Not in an Or as an AND NOT.)"""
    whole = [And([Every(), part]) if isinstance(part, Not) else part for part in parts]
    return Or(whole) if len(whole) > 1 else whole[0]


def _multi(name: str, values: Sequence[str]) -> Query | None:
    if not values:
        return None
    return any_of([term(name, value) for value in values])


def term(name: str, value: str) -> Term:
    """One value of a field as it is indexed: a status may be a type of statuses."""
    return Term("type" if name == "status" and value in _TYPES else name, value)


def _none_of(name: str, values: Sequence[str]) -> Query | None:
    found = _multi(name, values)
    return None if found is None else Not(found)


def _days(since: date | None, until: date | None) -> Query | None:
    if since is None and until is None:
        return None
    return NumericRange("day", since and day_number(since), until and day_number(until))


def day_number(day: date) -> int:
    """A day in the form that is indexed: yyyymmdd."""
    return day.year * 10_000 + day.month * 100 + day.day


def ranges(box: Box) -> tuple[Query, Query]:
    """A map frame as ranges of latitude and longitude; its north and east edges belong to the neighbours."""
    return _half_open("lat", box.south, box.north), _half_open("lon", box.west, box.east)


def _half_open(name: str, low: float, high: float) -> Query:
    """Whole millionths of a degree from ``low`` on and below ``high``."""
    return NumericRange(name, math.ceil(round(low * _MILLION, 3)), math.ceil(round(high * _MILLION, 3)) - 1)

"""The filter of the lens as a query tree: one rule for both engines."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from whoosh.query import And, Every, Not, NumericRange, Or, Query, Term

from ..domain.lens import Box, TicketFilter
from ..domain.status import StatusType

_TYPES = frozenset(t.value for t in StatusType)
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class EngineQuery:
    """What is asked of an engine: the tree of a query text, the rest of the filter, and the time it is asked at.

    ``within``: how the engine best says that a place lies in a frame.
    """

    tree: Query | None
    filter: TicketFilter
    now: datetime
    within: Callable[[Box], Query] = field(default=lambda box: And(list(ranges(box))), repr=False)

    def query(self, *, without: str = "") -> Query | None:
        """What matches text and filter, the filter's field ``without`` left out; None is everything."""
        return all_of([self.tree, *self._narrowed(without)])

    def narrowed(self) -> Query | None:
        """What the filter alone lets through; None is everything."""
        return all_of(self._narrowed(""))

    def _narrowed(self, without: str) -> Iterator[Query | None]:
        filter = self.filter
        yield from (_multi(name, getattr(filter, name)) for name in _MULTI if name != without)
        yield _days(filter.since, filter.until)
        yield _overdue(self.now) if filter.overdue else None
        yield self.within(filter.bbox) if filter.bbox and without != "bbox" else None


def all_of(parts: Iterable[Query | None]) -> Query | None:
    """All of the parts that say something. What is only negated is taken from everything."""
    said = [part for part in parts if part is not None]
    if said and all(isinstance(part, Not) for part in said):
        said.insert(0, Every())
    return And(said) if len(said) > 1 else (said[0] if said else None)


def any_of(parts: Sequence[Query]) -> Query:
    """Any of the parts. (Whoosh would take a bare Not in an Or as an AND NOT.)"""
    whole = [And([Every(), part]) if isinstance(part, Not) else part for part in parts]
    return Or(whole) if len(whole) > 1 else whole[0]


_MULTI = ("agency", "status", "category", "area", "channel")


def _multi(name: str, values: Sequence[str]) -> Query | None:
    if not values:
        return None
    return any_of([Term("type" if name == "status" and v in _TYPES else name, v) for v in values])


def _days(since: date | None, until: date | None) -> Query | None:
    if since is None and until is None:
        return None
    return NumericRange("day", since and day_number(since), until and day_number(until))


def day_number(day: date) -> int:
    """A day as the index knows it: yyyymmdd."""
    return day.year * 10_000 + day.month * 100 + day.day


def _overdue(now: datetime) -> Query:
    """Open, and due before this second."""
    return NumericRange("open_due", None, int(now.timestamp()) - 1)


def ranges(box: Box) -> tuple[Query, Query]:
    """A frame in degrees."""
    return _half_open("lat", box.south, box.north), _half_open("lon", box.west, box.east)


def _half_open(name: str, low: float, high: float) -> Query:
    """Whole millionths of a degree from ``low`` on and below ``high``."""
    return NumericRange(name, math.ceil(round(low * _MILLION, 3)), math.ceil(round(high * _MILLION, 3)) - 1)

"""How many of a filter's tickets lie in each area, and what became of them: what the areas of a map are shaded by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from whoosh.query import Not, Query, Term

from ...domain.city import City
from ...search.engine import Engine
from ...search.filter_query import all_of, any_of
from ..tickets.headline import NOT_REJECTED, chosen_by_outcome, resolved_within, watched
from ..tickets.index import TicketList
from ..tickets.names import own_channels

#: Days after which the share that is resolved is looked at.
HORIZONS = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 18, 23, 30)


class AreaCounts(Protocol):
    """Numbers of tickets by the code of their area, areas of all levels together. ``own``: how many the city reported
    to itself, which are in none of them; ``by_outcome``: the filter has chosen by what became of a ticket."""

    own: int
    by_outcome: bool

    def came_in(self) -> Mapping[str, int]:
        """All tickets."""

    def counted(self, *, old: bool = False) -> Mapping[str, int]:
        """Without those that were rejected or merged, or whose outcome nobody tells; ``old``: of those that have been
        watched for the longest of HORIZONS."""

    def overdue(self) -> Mapping[str, int]:
        """Open beyond their deadline."""

    def resolved(self, days: int) -> Mapping[str, int]:
        """Of the old ones, those that were resolved within so many days."""


@dataclass(slots=True)
class ListAreaCounts:
    """Those of a list's filter, as the index has them."""

    engine: Engine
    found: TicketList
    city: City
    tree: Query | None
    own: int
    by_outcome: bool

    def came_in(self) -> Mapping[str, int]:
        return self._of(self.tree)

    def counted(self, *, old: bool = False) -> Mapping[str, int]:
        return self._of(all_of([self.tree, NOT_REJECTED]), old=old)

    def overdue(self) -> Mapping[str, int]:
        return self.engine.counts_by_area(self.tree, self.found.filter.but(overdue=True), self.found.clocks)

    def resolved(self, days: int) -> Mapping[str, int]:
        return self._of(all_of([self.tree, *resolved_within(timedelta(days=days))]), old=True)

    def _of(self, tree: Query | None, *, old: bool = False) -> Mapping[str, int]:
        filter, clocks = self.found.filter, self.found.clocks
        if old:
            until = old_until(watched(clocks), self.city.zone)
            filter = replace(filter, until=min(until, filter.until or until))
        return self.engine.counts_by_area(tree, filter, clocks)


def list_area_counts(engine: Engine, found: TicketList, city: City, *, own_too: bool = False) -> AreaCounts:
    """Of a list. ``own_too``: with what the city reported to itself, where areas are not compared."""
    tree, own = found.reading.tree, None if own_too else _own(found)
    left_out = engine.count(all_of([tree, own]), found.filter, found.clocks) if own is not None else 0
    tree = tree if own is None else all_of([tree, Not(own)])
    return ListAreaCounts(engine, found, city, tree, left_out, chosen_by_outcome(found.filter, found.reading.part))


def old_until(watched_until: datetime, zone: str) -> date:
    """The last day whose tickets have all been watched for the longest of HORIZONS."""
    return (watched_until - timedelta(days=HORIZONS[-1])).astimezone(ZoneInfo(zone)).date() - timedelta(days=1)


def _own(found: TicketList) -> Query | None:
    """What the city reported to itself: areas are compared by what citizens report."""
    channels = own_channels(found.names)
    return any_of([Term("channel", channel) for channel in channels]) if channels else None

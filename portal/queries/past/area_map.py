"""The shaded map of a filter's tickets as of a past moment, on the areas and residents as they are known today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from ...cities.shapes import box_of, from_geojson
from ...domain.as_of import AsOf
from ...domain.lens import Box, TicketFilter
from ...domain.status import TYPES, StatusType
from ...domain.survival import Flags
from ...search.engine import UNCOUNTED
from ..areas.shapes import AreaMap
from ..maps.area_counts import old_until
from ..maps.layers import Layer, shaded_level
from ..maps.marks import MapMarks
from ..maps.outlines import area_maps
from ..maps.shaded import ShadedMap, area_labels, larger_of, map_view
from ..maps.surround import with_room
from ..sources import Sources
from ..tickets.headline import chosen_by_outcome
from ..tickets.hidden import HiddenCount
from ..tickets.names import Names
from .changed import STATUSES
from .columns import watched_then
from .lens import TicketsThen, tickets_then

_UNCOUNTED = [place for place, status in enumerate(STATUSES) if status in UNCOUNTED]
_RESOLVED = [place for place, status in enumerate(STATUSES) if TYPES[status] is StatusType.RESOLVED]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastMap(ShadedMap):
    """``total``: the filter's tickets, the hidden ones left out."""

    names: Names
    total: int
    hidden: HiddenCount
    as_of: AsOf


class PastAreaCounts:
    """As queries.maps.area_counts.AreaCounts has them."""

    def __init__(self, then: TicketsThen, filter: TicketFilter, watched: datetime, zone: str) -> None:
        """``watched``: the moment up to which all sources had spoken."""
        self._then, self._filter = then, filter
        tickets = then.tickets
        by_citizens = tickets.tickets.cohort.by_citizens & ~tickets.hidden
        found = then.found(filter)
        self._found = found & by_citizens
        self.own = int((found & ~tickets.hidden & ~by_citizens).sum())
        self.by_outcome = chosen_by_outcome(filter, None)
        end = datetime.combine(old_until(watched, zone) + timedelta(days=1), time(), ZoneInfo(zone))
        self._old = tickets.tickets.cohort.submitted < int(end.timestamp())

    def came_in(self) -> Mapping[str, int]:
        return self._by_area(self._found)

    def counted(self, *, old: bool = False) -> Mapping[str, int]:
        counted = self._found & ~np.isin(self._then.tickets.status, _UNCOUNTED)
        return self._by_area(counted & self._old if old else counted)

    def overdue(self) -> Mapping[str, int]:
        return self._by_area(self._found & self._then.found(self._filter.but(overdue=True)))

    def resolved(self, days: int) -> Mapping[str, int]:
        cohort = self._then.tickets.tickets.cohort
        in_time = cohort.ended - cohort.submitted <= int(timedelta(days=days).total_seconds())
        return self._by_area(self._found & self._old & in_time & np.isin(self._then.tickets.status, _RESOLVED))

    def _by_area(self, which: Flags) -> Mapping[str, int]:
        """With each ticket in its area and in all that this one lies in."""
        names, found = self._then.names, dict[str, int]()
        ids, numbers = np.unique(self._then.tickets.tickets.keys.area[which], return_counts=True)
        for id, number in zip(ids.tolist(), numbers.tolist(), strict=True):
            if id:
                own = names.by_id("area", id)
                for area in (own, *names.around(own)):
                    found[area.key] = found.get(area.key, 0) + number
        return found


def past_map(sources: Sources, filter: TicketFilter, layer: Layer, as_of: AsOf) -> PastMap:
    """Of a filter of which nothing is ``only_today``, shaded by rates, days or the late share; an area that is asked
    for fills the frame. Raises TooManyTickets."""
    then, zone = tickets_then(sources, [filter], as_of), sources.city.zone
    counts = PastAreaCounts(then, filter, watched_then(sources.session, as_of), zone)
    maps = area_maps(sources)
    areas, shaded = shaded_level(counts, layer, maps)
    home = Box(*(maps[-1].bounds if maps and maps[-1].bounds else sources.city.bounds or (-180, -85, 180, 85)))
    asked = shaded.counts if filter.asks("area") and shaded else {}
    view, larger = map_view(home, _around(areas, asked) or home), larger_of(maps)
    return PastMap(
        filter=filter,
        layer=layer,
        areas=areas,
        larger=larger,
        shading=shaded,
        labels=area_labels(larger, MapMarks(placed=0), view),
        view=view,
        names=then.names,
        total=int((then.found(filter) & ~then.tickets.hidden).sum()),
        hidden=then.hidden(filter),
        as_of=as_of,
    )


def _around(areas: AreaMap | None, counts: Mapping[str, int]) -> Box | None:
    """The frame around those of the areas in which there is anything."""
    outlines = [from_geojson(one.geometry) for one in areas.outlines if counts.get(one.code)] if areas else []
    bounds = box_of([outline for outline in outlines if outline is not None])
    return with_room(Box(*bounds)) if bounds else None

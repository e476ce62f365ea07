"""Where an agency's reports were late: the share by area, for a shaded map and its table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...charts.choropleth import Scale
from ...domain.agency_detail import PlaceCounts
from ...domain.figure import ENOUGH, Figure
from ..areas.shapes import AreaMap, area_shapes, outlined_levels
from ..compare.map import LATE_SCALE
from ..sources import Sources
from ..tickets.names import Named, Names


@dataclass(frozen=True, slots=True)
class LatePlace:
    """One area with the share that the agency resolved in time there."""

    area: Named
    on_time: Figure

    @property
    def late(self) -> float:
        """In percent; only of areas with a share."""
        return 100 * (1 - (self.on_time.value or 0.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyAreas:
    """``places``: the latest first, then those of too few reports by name. ``elsewhere``: reports whose target has
    passed, of areas that this map does not show."""

    level: str
    map: AreaMap
    view_box: str
    places: tuple[LatePlace, ...]
    elsewhere: int
    scale: Scale = LATE_SCALE

    def place(self, code: str) -> LatePlace | None:
        return next((place for place in self.places if place.area.key == code), None)

    def shade(self, place: LatePlace | None) -> int:
        """0 where too little is known, else 1 for the fewest late and more for more."""
        return 0 if place is None or place.on_time.small else self.scale.shade(place.late)


def agency_areas(sources: Sources, names: Names, counts: Sequence[PlaceCounts]) -> AgencyAreas | None:
    """Of the smallest outlined level on which at least two areas have enough reports; None when there is none."""
    outlined = outlined_levels(sources.session)
    for level in reversed([level for level in sources.city.levels if level in outlined]):
        joined = _joined(names, counts, level)
        if sum(place.due >= ENOUGH for place in joined.values()) > 1:
            return _drawn(area_shapes(sources.session, sources.cache, level), names, joined, counts)
    return None


def _joined(names: Names, counts: Iterable[PlaceCounts], level: str) -> dict[str, PlaceCounts]:
    """The counts by the code of the area of this level that each lies in."""
    found: dict[str, PlaceCounts] = {}
    for place in counts:
        own = names.by_id("area", place.area)
        area = {of.level: of for of in (*names.around(own), own)}.get(level)
        if area:
            found[area.key] = found.get(area.key, PlaceCounts(area.id, 0, 0, 0)).joined(place)
    return found


def _drawn(areas: AreaMap, names: Names, joined: dict[str, PlaceCounts], counts: Iterable[PlaceCounts]) -> AgencyAreas:
    places = [LatePlace(names.area[code], place.on_time) for code, place in joined.items() if place.due]
    return AgencyAreas(
        level=areas.level,
        map=areas,
        view_box=areas.view_box,
        places=tuple(sorted(places, key=_order)),
        elsewhere=sum(place.due for place in counts) - sum(place.on_time.n for place in places),
    )


def _order(place: LatePlace) -> tuple[bool, float, str]:
    return (place.on_time.small, 0.0 if place.on_time.small else -place.late, place.area.name)

"""The areas that the map draws, and which of them lies nearest to a place."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ..areas.shapes import AreaMap, Drawing, area_shapes, outlined_levels
from ..sources import Sources


def area_maps(sources: Sources) -> list[AreaMap]:
    """The smallest level that has outlines, after the one above it."""
    have = outlined_levels(sources.session)
    levels = [level for level in sources.city.levels if level in have]
    maps = (area_shapes(sources.session, sources.cache, level) for level in levels[-2:])
    return [one for one in maps if one.outlines]


def nearest_names(areas: AreaMap | None, places: Iterable[tuple[float, float]]) -> list[str]:
    """For each place (lat, lon) the area whose middle lies nearest; '' where no outlines are known."""
    if areas is None:
        return ["" for _ in places]
    drawing = Drawing(areas.bounds)
    middles = np.array([(outline.label_x, outline.label_y) for outline in areas.outlines])
    return [areas.outlines[int(np.hypot(*(middles - drawing.spot(lat, lon)).T).argmin())].name for lat, lon in places]

"""The place of a report as the city knows it, and the areas that may be chosen."""

from __future__ import annotations

from dataclasses import dataclass

from ...domain.report_place import AskedPlace
from ..areas.find import find_areas
from ..sources import Sources
from ..tickets.names import Named, Names, lens_names


@dataclass(frozen=True, slots=True)
class StatedPlace:
    """``asked``: with the area of its point; ``area``: None where none was named or found; ``outside``: its point lies
    in no area of the city, and was left out."""

    asked: AskedPlace
    area: Named | None
    above: Named | None
    outside: bool = False


def stated_place(sources: Sources, asked: AskedPlace) -> StatedPlace:
    """A point says its area better than a list does."""
    names, outside = lens_names(sources), False
    area = _smallest(names).get(asked.area)
    if asked.lat is not None and asked.lon is not None:
        (found,) = find_areas(sources.session, [(asked.lat, asked.lon)])
        if found is None:
            asked, outside = AskedPlace(asked.area, asked.words), True
        else:
            area = names.by_id("area", found)
    key = area.key if area else ""
    told = AskedPlace(key, asked.words, asked.lat, asked.lon)
    return StatedPlace(told, area, names.area.get(area.parent or "") if area else None, outside)


def areas_to_choose(sources: Sources) -> list[tuple[str, list[Named]]]:
    """The smallest areas by name, under the name of what they lie in."""
    names, groups = lens_names(sources), dict[str, list[Named]]()
    for area in sorted(_smallest(names).values(), key=lambda one: (one.name, one.id)):
        above = names.area.get(area.parent or "")
        groups.setdefault(above.name if above else "", []).append(area)
    return sorted(groups.items())


def _smallest(names: Names) -> dict[str, Named]:
    parents = {area.parent for area in names.area.values()}
    return {key: area for key, area in names.area.items() if key not in parents}

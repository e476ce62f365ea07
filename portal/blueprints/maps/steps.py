"""The map's links that need no script: a step closer, further or aside, closer to a circle, the list of one spot."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ...charts.marks import ReportMark
from ...domain.condition import Condition
from ...domain.lens import Box, TicketFilter
from ...queries.maps.page import MapPage
from ...queries.maps.surround import scaled, shifted
from ...web import links

_EDGE = 1e-5  # degrees around what is listed: a box does not hold its own north and east edge


def steps(page: MapPage) -> Mapping[str, Box]:
    """The frame after each step."""
    box = page.looked_at
    return {
        "in": scaled(box, 0.5),
        "out": scaled(box, 2),
        "left": shifted(box, -0.5, 0),
        "right": shifted(box, 0.5, 0),
        "up": shifted(box, 0, 0.5),
        "down": shifted(box, 0, -0.5),
    }


def closer(page: MapPage) -> Callable[[float, float], Box]:
    """The frame that a circle leads to."""
    return lambda lat, lon: scaled(page.looked_at, 0.4, lat, lon)


def around_spots(mark: ReportMark) -> Box:
    """The frame of the reports of one mark."""
    lats, lons = [spot.lat for spot in mark.spots], [spot.lon for spot in mark.spots]
    return Box(min(lons) - _EDGE, min(lats) - _EDGE, max(lons) + _EDGE, max(lats) + _EDGE)


def closed_reports(filter: TicketFilter) -> Callable[[str], str]:
    """Addresses of the list of an area's reports whose texts are closed."""
    condition = f"is:{Condition.PRIVATE.value}"
    asked = filter.without("area").but(q=f"({filter.q}) {condition}" if filter.q else condition)
    return lambda code: links.tickets(asked.with_value("area", code))

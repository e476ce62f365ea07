"""Open reports near a ticket and of its category, with a small map of them; never of one whose place is not public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import cos, hypot, radians

from ...domain.lens import Box, Sort, TicketFilter
from ...domain.status import StatusType
from ...domain.visibility import Visibility
from ...models import Street
from ...search.engine import SearchRequest
from ..city.clocks import source_clocks
from ..sources import Sources
from ..streets.map import Spot, StreetMap, street_map
from .names import lens_names
from .page import TicketPage
from .rows import TicketRow, ticket_rows

WITHIN = 700.0  # metres
RING = 15.0  # radius around the ticket itself, in the units of the drawing
MOST = 5
_LOOKED_AT = 100  # of those in the box around, the newest: their distances are compared
_DEGREE = 111_320.0  # metres of one degree of latitude


@dataclass(frozen=True, slots=True)
class NearTicket:
    """``metres``: how far it is, as the crow flies."""

    ticket: TicketRow
    metres: float


@dataclass(frozen=True, slots=True)
class Near:
    """The nearest first. ``box``: where a map looks; ``map``: None where nothing can be drawn."""

    tickets: tuple[NearTicket, ...]
    box: Box
    map: StreetMap | None


def near(sources: Sources, of: TicketPage, now: datetime) -> Near | None:
    """None where the ticket's place is not public or not known, or its category is not."""
    if of.visibility is not Visibility.FULL or of.lat is None or of.lon is None or of.category is None:
        return None
    box = around(of.lat, of.lon)
    filter = TicketFilter(category=(of.category.slug,), status=(StatusType.OPEN.value,), bbox=box)
    clocks = source_clocks(sources.session, sources.cache, now)
    asked = SearchRequest(None, filter, clocks, sort=Sort.NEWEST, limit=_LOOKED_AT, facets=False, trend=False)
    rows = ticket_rows(sources.session, sources.engine.search(asked).ids, lens_names(sources), clocks)
    placed = ((row, metres_from(of.lat, of.lon, row)) for row in rows if row.code != of.code and not row.stub)
    nearest = sorted(
        (NearTicket(row, m) for row, m in placed if m <= WITHIN), key=lambda one: (one.metres, one.ticket.id)
    )
    found = tuple(nearest[:MOST])
    return Near(found, box, street_map(sources, Street(slug="", lines="[]"), _spots(of.lat, of.lon, found), ended=RING))


def around(lat: float, lon: float) -> Box:
    """The box around a place that reports near it are looked for in."""
    down = WITHIN / _DEGREE
    aside = down / max(0.01, cos(radians(lat)))
    return Box(lon - aside, lat - down, lon + aside, lat + down)


def metres_from(lat: float, lon: float, row: TicketRow) -> float:
    if row.lat is None or row.lon is None:
        return WITHIN + 1
    return hypot((row.lat - lat) * _DEGREE, (row.lon - lon) * _DEGREE * cos(radians(lat)))


def _spots(lat: float, lon: float, near: tuple[NearTicket, ...]) -> list[Spot]:
    """The ticket itself, which has no number, and those near it by theirs."""
    others = [
        Spot(one.ticket.lat or 0, one.ticket.lon or 0, number, one.ticket.code, one.ticket.late is not None)
        for number, one in enumerate(near, 1)
    ]
    return [Spot(lat, lon), *others]

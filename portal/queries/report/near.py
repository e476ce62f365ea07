"""Open reports that a new one may repeat: near its point, on its street, or in its area."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from ...domain.lens import Sort, TicketFilter
from ...domain.report_place import AskedPlace
from ...domain.status import StatusType
from ...domain.street import street_key, streets_at
from ...domain.visibility import Visibility
from ...models import Area, StreetTicket, Ticket
from ...search.engine import SearchRequest
from ..city.clocks import IS_OPEN, source_clocks
from ..sources import Sources
from ..tickets.names import lens_names
from ..tickets.near import WITHIN, around, metres_from
from ..tickets.rows import TicketRow, ticket_rows

MOST = 8
_LOOKED_AT = 60  # of those around a point: their distances are compared


@dataclass(frozen=True, slots=True)
class KnownReport:
    """``metres``: from the point, as the crow flies; None where it is not known."""

    ticket: TicketRow
    metres: float | None = None


@dataclass(frozen=True, slots=True)
class KnownReports:
    """``by``: what they were found by, the street before the area: "point", "street" or "area"."""

    by: str
    reports: tuple[KnownReport, ...] = ()


def known_reports(sources: Sources, place: AskedPlace, now: datetime) -> KnownReports:
    """The nearest first where there is a point, else the newest."""
    if place.lat is not None and place.lon is not None:
        rows = _rows(sources, _asked(TicketFilter(bbox=around(place.lat, place.lon)), sources, now), now)
        placed = [KnownReport(row, metres_from(place.lat, place.lon, row)) for row in rows if not row.stub]
        near = [one for one in placed if one.metres is not None and one.metres <= WITHIN]
        return KnownReports("point", tuple(sorted(near, key=lambda one: (one.metres, one.ticket.id))[:MOST]))
    on_street = _on_street(sources, place)
    if on_street:
        return KnownReports("street", _listed(_rows(sources, on_street, now)))
    if not place.area:
        return KnownReports("area")
    ids = _asked(TicketFilter(area=(place.area,)), sources, now)[:MOST]
    return KnownReports("area", _listed(_rows(sources, ids, now)))


def _listed(rows: list[TicketRow]) -> tuple[KnownReport, ...]:
    return tuple(KnownReport(row) for row in rows if not row.stub)


def _asked(filter: TicketFilter, sources: Sources, now: datetime) -> list[int]:
    clocks = source_clocks(sources.session, sources.cache, now)
    open_ones = filter.but(status=(StatusType.OPEN.value,))
    asked = SearchRequest(None, open_ones, clocks, sort=Sort.NEWEST, limit=_LOOKED_AT, facets=False, trend=False)
    return list(sources.engine.search(asked).ids)


def _rows(sources: Sources, ids: list[int], now: datetime) -> list[TicketRow]:
    clocks = source_clocks(sources.session, sources.cache, now)
    return ticket_rows(sources.session, ids, lens_names(sources), clocks)


def _on_street(sources: Sources, place: AskedPlace) -> list[int]:
    """The newest open ones of which the words name the street; in the area, where one was named."""
    keys = _street_keys(place.words, sources.city.text_language)
    if not keys:
        return []
    found = (
        select(Ticket.id)
        .join(StreetTicket, StreetTicket.ticket_id == Ticket.id)
        .where(StreetTicket.key.in_(keys), IS_OPEN, Ticket.visibility == Visibility.FULL.value)
    )
    if place.area:
        found = found.join(Area, Area.id == Ticket.area_id).where(Area.code == place.area)
    newest = found.distinct().add_columns(Ticket.submitted_at).order_by(Ticket.submitted_at.desc(), Ticket.id.desc())
    return [row.id for row in sources.session.execute(newest.limit(MOST))]


def _street_keys(words: str, language: str) -> set[str]:
    """The streets that the words of a place name; a name without its kind may be one's."""
    named = streets_at(words, language)
    if not named and words and language != "en":
        named = streets_at(f"Jalan {words}", language)
    return {street_key(name) for name in named}

"""Where the picture of a page is: an address that changes when the picture does."""

from __future__ import annotations

from ...domain.lens import TicketFilter
from ...queries.agencies.page import AgencyPage
from ...queries.areas.page import AreaPage
from ...queries.streets.page import StreetPage
from ...queries.tickets.page import TicketPage
from ...web import caching, links


def ticket_picture(found: TicketPage) -> str:
    """That of an open ticket is another one every day, for the picture says how long it has waited."""
    version = f"{found.last_seq}-{found.until:%Y%m%d}" if found.open else str(found.last_seq)
    return links.picture("ticket", version, code=found.code)


def tickets_picture(filter: TicketFilter) -> str:
    """Another one every day: the picture says of which moment it is."""
    return links.tickets_picture(filter.but(sort=TicketFilter().sort), f"{caching.today():%Y%m%d}")


def agency_picture(found: AgencyPage) -> str:
    """Another one whenever figures were computed from more events."""
    return links.picture("agency", str(found.seq), slug=found.slug, period=found.period.key)


def area_picture(found: AreaPage) -> str:
    """As that of an agency."""
    return links.picture("area", str(found.seq), code=found.named.key, period=found.period.key)


def street_picture(found: StreetPage) -> str:
    """Another one every day, and whenever what is open there changes."""
    version = f"{found.reports}-{found.opened}-{found.late}-{caching.today():%Y%m%d}"
    return links.picture("street", version, slug=found.slug)

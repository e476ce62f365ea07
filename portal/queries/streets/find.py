"""Which street an address or a name means, and the addresses of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Row, Select, exists, select
from sqlalchemy.orm import Session

from ...domain.names import address
from ...domain.visibility import Visibility
from ...models import Checkpoint, Street, StreetTicket, Ticket
from ..sources import Sources
from ..tickets.names import Names, lens_names

#: The row of ``checkpoint`` that says how far the streets have followed the log.
PROJECTION = "streets"


@dataclass(frozen=True, slots=True)
class StreetName:
    """A street as others name it. ``area``: of most of its reports, '' where its name alone tells it."""

    slug: str
    name: str
    area: str
    reports: int
    open: int


def streets_seen(session: Session) -> int:
    """The event up to which the streets have followed the log."""
    return session.execute(select(Checkpoint.seq).where(Checkpoint.name == PROJECTION)).scalar() or 0


def street_row(session: Session, slug: str) -> Row[Street] | None:
    """The street with this address, while any of its reports may be read by everybody."""
    shown = exists(
        select(StreetTicket.ticket_id)
        .join(Ticket, Ticket.id == StreetTicket.ticket_id)
        .where(StreetTicket.street_id == Street.id, Ticket.visibility == Visibility.FULL.value)
    )
    return session.execute(select(Street).where(Street.slug == slug, shown)).first()


def streets_of_key(sources: Sources, key: str) -> list[StreetName]:
    """The streets that have a name in this spelling (domain.street.street_key), the largest first."""
    lying = select(StreetTicket.street_id).where(StreetTicket.key == key)
    return streets_named(sources, select(Street).where(Street.id.in_(lying)))


def streets_meant(sources: Sources, slug: str) -> list[StreetName]:
    """The streets that an address means which is none (any more): those of its name, or the one in its area."""
    key, _, where = address_parts(slug)
    found = streets_of_key(sources, key)
    there = [one for one in found if where and address(one.area) == where]
    return there or found


def address_parts(slug: str) -> tuple[str, str, str]:
    """(the name, the two hyphens, the area) of an address as it was typed."""
    key, hyphens, where = slug.partition("--")
    return address(key), hyphens, where


def slugs(session: Session) -> Iterator[str]:
    """The addresses of all streets, for the sitemap."""
    yield from session.scalars(select(Street.slug).order_by(Street.id))


def streets_named(sources: Sources, query: Select[Street]) -> list[StreetName]:
    """The streets of a query, the largest first."""
    names = lens_names(sources)
    found = [
        StreetName(row.slug, row.name, _area(row, names), row.reports, row.open)
        for row in sources.session.scalars(query)
    ]
    return sorted(found, key=lambda one: (-one.reports, one.slug))


def _area(street: Street, names: Names) -> str:
    return names.by_id("area", street.area_id).name if "--" in street.slug else ""

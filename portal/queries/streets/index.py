"""All streets that reports name, by the larger area that most of their reports lie in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import exists, select

from ...domain.visibility import Visibility
from ...models import Street, StreetTicket, Ticket
from ..sources import Sources
from ..tickets.names import Named, lens_names

MOST = 20


@dataclass(frozen=True, slots=True)
class ListedStreet:
    """``area``: of most of its reports, without a name where none is told; ``above``: the largest around it."""

    slug: str
    name: str
    area: Named
    above: Named
    reports: int
    open: int


@dataclass(frozen=True, slots=True)
class StreetGroup:
    """The streets of a larger area by their names."""

    above: Named
    streets: tuple[ListedStreet, ...]

    @property
    def open(self) -> int:
        return sum(street.open for street in self.streets)


@dataclass(frozen=True, slots=True)
class StreetIndex:
    """``most``: those with the most open reports. ``groups``: all, by the name of the larger area."""

    streets: int
    open: int
    most: tuple[ListedStreet, ...]
    groups: tuple[StreetGroup, ...]


def street_index(sources: Sources) -> StreetIndex:
    found = list(_streets(sources))
    most = sorted((one for one in found if one.open), key=lambda one: (-one.open, one.name, one.slug))[:MOST]
    by_area = sorted(found, key=lambda one: (not one.above.key, one.above.name, one.above.key, one.name, one.slug))
    groups = (StreetGroup(above, tuple(streets)) for above, streets in groupby(by_area, key=lambda one: one.above))
    return StreetIndex(len(found), sum(one.open for one in found), tuple(most), tuple(groups))


def _streets(sources: Sources) -> Iterable[ListedStreet]:
    """Those of which any report may be read by everybody."""
    names = lens_names(sources)
    shown = exists(
        select(StreetTicket.ticket_id)
        .join(Ticket, Ticket.id == StreetTicket.ticket_id)
        .where(StreetTicket.street_id == Street.id, Ticket.visibility == Visibility.FULL.value)
    )
    query = select(Street.slug, Street.name, Street.area_id, Street.reports, Street.open).where(shown)
    for row in sources.session.execute(query.order_by(Street.id)):
        area = names.by_id("area", row.area_id)
        around = names.around(area)
        yield ListedStreet(row.slug, row.name, area, around[0] if around else area, row.reports, row.open)

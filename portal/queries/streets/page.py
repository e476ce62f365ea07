"""A street's page: what is open there first, what agencies said last, how long it takes, and where it lies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, case, func, select

from ...domain.figure import Figure, Why
from ...domain.lens import TicketFilter
from ...domain.source_clock import SourceClocks
from ...domain.street import street_words
from ...domain.visibility import Visibility
from ...models import Category, Street, StreetTicket, Ticket
from ...search.engine import IndexAway
from ...search.field_names import of_city
from ..city.clocks import IS_OPEN, passed, source_clocks
from ..city.version import public_version
from ..sources import Sources
from ..tickets.names import Named, lens_names
from ..tickets.rows import TicketRow, ticket_rows
from ..tickets.suggestions import counted
from .find import street_row, streets_seen
from .map import Spot, StreetMap, street_map

LISTED = 100  # open reports
ANSWERS = 5
LOOKED_AT = 25  # reports with newest events among which the last answers are


@dataclass(frozen=True, slots=True)
class StreetVersion:
    """All that decides how a street's page looks, but for the time."""

    seen: int
    log: tuple[int, int]
    row: Street = field(repr=False, compare=False)

    @property
    def key(self) -> tuple[object, ...]:
        return self.row.slug, self.seen, self.log


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetPage:
    """``open``: the reports that are still open, the newest first, at most LISTED; ``answered``: those with the newest
    answers. ``median``: how long until half of its reports were resolved, as of ``as_of``. ``areas``: and how many
    reports lie in each. ``filter``: finds its reports in the list, by words: ``named`` of them, None where the index is
    away. ``alone``: no other street has its name."""

    slug: str
    name: str
    alone: bool
    reports: int
    opened: int
    late: int
    first: datetime
    open: tuple[TicketRow, ...]
    answered: tuple[TicketRow, ...]
    median: Figure
    as_of: datetime
    areas: tuple[tuple[Named, int], ...]
    above: tuple[Named, ...]
    filter: TicketFilter
    named: int | None
    map: StreetMap | None


_SHAPES = and_(func.coalesce(Category.sensitive, False).is_(False), Ticket.lat.is_not(None))
_LYING = (
    select(
        Ticket.id,
        Ticket.area_id,
        case((_SHAPES, Ticket.lat)).label("lat"),
        case((_SHAPES, Ticket.lon)).label("lon"),
        case((IS_OPEN, 1), else_=0).label("is_open"),
        case((Ticket.responses > 0, Ticket.last_seq), else_=0).label("said"),
        Ticket.submitted_at,
    )
    .join(StreetTicket, StreetTicket.ticket_id == Ticket.id)
    .outerjoin(Category, Category.id == Ticket.category_id)
    .where(Ticket.visibility == Visibility.FULL.value)
    .distinct()
)


def street_version(sources: Sources, slug: str) -> StreetVersion | None:
    """The version of a street's page; None where no street has this address."""
    found = street_row(sources.session, slug)
    if found is None:
        return None
    (row,) = found
    return StreetVersion(streets_seen(sources.session), public_version(sources.session), row)


def street_page(sources: Sources, known: StreetVersion, now: datetime) -> StreetPage:
    session, street, names = sources.session, known.row, lens_names(sources)
    clocks = source_clocks(session, sources.cache, now)
    overdue = case((IS_OPEN & passed(clocks), 1), else_=0).label("late")
    lying = session.execute(_LYING.add_columns(overdue).where(StreetTicket.street_id == street.id)).all()
    newest = sorted(lying, key=lambda row: (row.submitted_at, row.id), reverse=True)
    open_ids = [row.id for row in newest if row.is_open]
    said = sorted((row for row in lying if row.said), key=lambda row: -row.said)[:LOOKED_AT]
    rows = ticket_rows(session, open_ids[:LISTED], names, clocks)
    answered = [row for row in ticket_rows(session, [row.id for row in said], names, clocks) if row.said_at]
    areas = _areas(lying, names.by_id)
    alone = "--" not in street.slug
    filter = TicketFilter(
        q=street_words(street.name, of_city(sources.city).called("area")),
        area=() if alone else tuple(area.key for area, _ in areas),
    )
    return StreetPage(
        slug=street.slug,
        name=street.name,
        alone=alone,
        reports=len(lying),
        opened=len(open_ids),
        late=sum(row.late for row in lying),
        first=min(row.submitted_at for row in lying),
        open=tuple(rows),
        answered=tuple(sorted(answered, key=lambda row: row.said_at or now, reverse=True)[:ANSWERS]),
        median=Figure(street.median, street.low, street.high, street.n, Why(street.why)),
        as_of=street.as_of,
        areas=areas,
        above=tuple(names.around(areas[0][0])) if areas else (),
        filter=filter,
        named=_named(sources, filter, clocks),
        map=street_map(sources, street, _spots(lying, rows)),
    )


def _named(sources: Sources, filter: TicketFilter, clocks: SourceClocks) -> int | None:
    engine = sources.engine
    try:
        found = counted(engine, filter, sources.city, clocks)
        return None if engine.lost() else found
    except IndexAway:
        return None


def _areas(lying: Sequence[Row[*tuple[Any, ...]]], named: Any) -> tuple[tuple[Named, int], ...]:
    counts = Counter(row.area_id for row in lying if row.area_id)
    found = [(named("area", area), n) for area, n in counts.items()]
    return tuple(sorted(((area, n) for area, n in found if area.key), key=lambda one: (-one[1], one[0].name)))


def _spots(lying: Sequence[Row[*tuple[Any, ...]]], rows: Sequence[TicketRow]) -> list[Spot]:
    """The open ones with the number that they have in the list, then the others."""
    placed = {row.id: (row.lat, row.lon) for row in lying if row.lat is not None}
    listed = {row.id for row in rows}
    shown = [
        Spot(*placed[row.id], number=number, code=row.code, late=row.late is not None)
        for number, row in enumerate(rows, 1)
        if row.id in placed
    ]
    others = [Spot(*placed[row.id]) for row in lying if row.id in placed and row.id not in listed and not row.is_open]
    return [*shown, *others]

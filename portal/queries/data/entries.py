"""The small tables that the large ones name: agencies, categories, areas, channels, sources, and what is hidden."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session, aliased

from ...domain.visibility import Visibility
from ...exports import data_tables as tables
from ...exports.columns import Row
from ...models import Agency, Area, Category, Channel, SourceState, Ticket
from ...models.types import seconds_of

_agency, _area = aliased(Agency), aliased(Area)
#: Of a hidden ticket its number, its agency and when it came in are public, no more.
_HIDDEN = (
    select(Ticket.code, Agency.slug, seconds_of(Ticket.submitted_at))
    .join(Agency, Agency.id == Ticket.agency_id)
    .where(Ticket.visibility == Visibility.HIDDEN.value)
    .order_by(Ticket.id)
)
_QUERIES = {
    tables.HIDDEN.name: _HIDDEN,
    tables.AGENCIES.name: (
        select(Agency.slug, Agency.name, Agency.short, Agency.kind, _agency.slug)
        .outerjoin(_agency, _agency.id == Agency.parent_id)
        .order_by(Agency.id)
    ),
    tables.CATEGORIES.name: select(
        *(Category.slug, Category.name, Category.name_en, Category.group),
        *(Category.response_hours, Category.resolution_hours),
    ).order_by(Category.id),
    tables.AREAS.name: (
        select(Area.code, Area.name, Area.level, _area.code, Area.lat, Area.lon, Area.population, Area.year)
        .outerjoin(_area, _area.id == Area.parent_id)
        .order_by(Area.id)
    ),
    tables.CHANNELS.name: select(Channel.slug, Channel.name, Channel.name_en, Channel.kind).order_by(Channel.id),
}
_SOURCES = select(SourceState.name, SourceState.stale_after, seconds_of(SourceState.as_of), SourceState.tells_outcomes)


def entry_rows(bind: Engine | Connection, table: str) -> Iterator[Row]:
    """The rows of a small table by its name."""
    with Session(bind) as session:
        if table == tables.SOURCES.name:
            for name, stale_after, as_of, tells_outcomes in sorted(tuple(row) for row in session.execute(_SOURCES)):
                yield name, "export" if stale_after is None else "feed", as_of, stale_after, tells_outcomes
        else:
            yield from (tuple(row) for row in session.execute(_QUERIES[table]))


ENTRIES = (*_QUERIES, tables.SOURCES.name)

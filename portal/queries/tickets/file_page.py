"""One page of the tickets of a filter for a file: those that stand behind the last ticket of the page before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.file_part import FilePart, FilePlace
from ...domain.lens import Sort, TicketFilter
from ...models import Ticket
from ...models.types import seconds_of
from ...search import query_parser
from ..city.clocks import source_clocks
from ..sources import Sources
from .export import BATCH, Export, ticket_export, ticket_table
from .names import lens_names


def file_page(sources: Sources, filter: TicketFilter, now: datetime, part: FilePart) -> Export:
    """The page; its ``total`` is that of the whole filter.

    Newest first, or oldest first: in any other order a ticket that changes moves.
    """
    whole = ticket_export(sources, filter, now)
    oldest = filter.sort is Sort.OLDEST
    places = _places(sources, filter, now, part.after, oldest) if part.size else iter(())
    found = list(islice(places, part.size + 1))
    ids, more = [place.id for place in found[: part.size]], len(found) > part.size
    rows = ticket_table(sources.session.get_bind(), lens_names(sources), ids, whole.clocks)
    return replace(whole, rows=rows, last=found[part.size - 1] if part.size and more else None)


def _places(
    sources: Sources, filter: TicketFilter, now: datetime, after: FilePlace | None, oldest: bool
) -> Iterator[FilePlace]:
    """Every ticket of the filter behind ``after`` in its order; days that lie before it are not looked at."""
    clocks = source_clocks(sources.session, sources.cache, now)
    tree = query_parser.parse(filter.q, sources.city, sources.engine.analyser, clocks).tree
    rest = _from(filter, after, oldest, ZoneInfo(sources.city.zone)) if after else filter
    ids = sources.engine.ids(tree, rest, clocks, sort=Sort.OLDEST if oldest else Sort.NEWEST)
    while batch := list(islice(ids, BATCH)):
        for place in sorted(_stored(sources.session, batch), reverse=not oldest):
            if after is None or (place > after if oldest else place < after):
                yield place


def _from(filter: TicketFilter, after: FilePlace, oldest: bool, zone: ZoneInfo) -> TicketFilter:
    day = datetime.fromtimestamp(after.submitted, UTC).astimezone(zone).date()
    if oldest:
        return filter.but(since=max(filter.since or day, day))
    return filter.but(until=min(filter.until or day, day))


def _stored(session: Session, ids: list[int]) -> list[FilePlace]:
    rows = session.execute(select(Ticket.id, seconds_of(Ticket.submitted_at)).where(Ticket.id.in_(ids)))
    return [FilePlace(submitted, id) for id, submitted in rows]

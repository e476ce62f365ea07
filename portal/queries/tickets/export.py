"""Every ticket of a filter for a file: public columns only, in batches, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, bindparam, select, type_coerce
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from ...domain.city import City
from ...domain.lens import Sort, TicketFilter
from ...domain.status import OPEN, Status
from ...domain.visibility import SEARCHED
from ...exports.columns import NAMES, Row
from ...models import Event, Ticket
from ...search import query_parser
from ...search.engine import Engine as Index
from .names import Names, lens_names

BATCH = 500
_SHOWN = sorted(visibility.value for visibility in SEARCHED)
_TYPES = {status.value: status.type.value for status in Status}
_OPEN = frozenset(status.value for status in OPEN)
_IDS = ("category_id", "agency_id", "holder_id", "area_id", "channel_id")
_COUNTS = ("handoffs", "reopened", "disputed", "confirmed", "responses", "last_seq")
_PLAIN = ("id", "code", "visibility", "status", "closing", "lat", "lon", "place", "title", "text", *_IDS, *_COUNTS)
_ENDS = ("response_due_at", "due_at", "promised_at")
_TIMES = ("holder_since", "submitted_at", "first_response_at", "resolved_at", "ended_at", *_ENDS)


@dataclass(frozen=True, slots=True)
class Export:
    """The tickets of a filter, to be read once; ``total`` by the index, which has seen the log up to ``seq``."""

    filter: TicketFilter
    rows: Iterator[Row]
    total: int
    seq: int


def ticket_export(
    session: Session, index: Index, filter: TicketFilter, city: City, now: datetime, *, most: int | None = None
) -> Export:
    """Every ticket of a filter, newest first unless it says otherwise; at most ``most``. Pages are not looked at."""
    filter = replace(filter, page=1)
    tree = query_parser.parse(filter.q, city, index.analyser, now).tree
    sort = Sort.NEWEST if filter.sort is Sort.BEST else filter.sort
    total = index.count(tree, filter, now)
    ids = islice(index.ids(tree, filter, now, sort=sort), most)
    rows = _rows(session.get_bind(), lens_names(session), ids, now)
    return Export(filter, rows, total, index.seq())


def _rows(bind: Engine | Connection, names: Names, ids: Iterable[int], now: datetime) -> Iterator[Row]:
    """The tickets with these ids, in their order, as the columns of exports. Those no longer public are left out.

    Each batch has a short session of its own: a slow reader of a large file keeps no transaction and no connection.
    """
    seconds = int(now.timestamp())
    rest = iter(ids)
    while batch := list(islice(rest, BATCH)):
        with Session(bind) as session:
            found = {row.id: row for row in session.execute(_statement(), {"ids": batch})}
        for id in batch:
            if id in found:
                yield _row(found[id], names, seconds)


@cache
def _statement() -> Select[Any]:
    duplicate, last = aliased(Ticket), aliased(Event)
    plain = [getattr(Ticket, name) for name in _PLAIN]
    times = [_seconds(getattr(Ticket, name)) for name in _TIMES]
    return (
        select(*plain, *times, duplicate.code.label("duplicate"), _seconds(last.recorded_at))
        .select_from(Ticket)
        .outerjoin(duplicate, (duplicate.id == Ticket.duplicate_of) & duplicate.visibility.in_(_SHOWN))
        .outerjoin(last, last.seq == Ticket.last_seq)
        .where(Ticket.visibility.in_(_SHOWN), Ticket.id.in_(bindparam("ids", expanding=True)))
    )


def _seconds(column: InstrumentedAttribute[Any]) -> ColumnElement[int]:
    """A moment as it is stored, without the cost of a datetime."""
    return type_coerce(column, BigInteger).label(column.key)


def _row(row: Any, names: Names, now: int) -> Row:
    area = names.by_id("area", row.area_id)
    values = {
        **row._mapping,
        **_named(row, names),
        "status_type": _TYPES[row.status],
        "area": area.key or None,
        "area_name": area.name or None,
        "parent_area": area.parent,
        "parent_area_name": names.area[area.parent].name if area.parent else None,
        "overdue": row.status in _OPEN and row.due_at < now,
        "duplicate_of": row.duplicate,
        "updated_at": row.recorded_at,
    }
    return tuple(values[name] for name in NAMES)


def _named(row: Any, names: Names) -> dict[str, str | None]:
    category, agency = names.by_id("category", row.category_id), names.by_id("agency", row.agency_id)
    holder = names.by_id("agency", row.holder_id)
    return {
        "category": category.key or None,
        "category_name": category.name or None,
        "agency": agency.key,
        "agency_name": agency.name,
        "holder": holder.key,
        "holder_name": holder.name,
        "channel": names.by_id("channel", row.channel_id).key or None,
    }

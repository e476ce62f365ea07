"""Every ticket of a filter for a file: public columns only, in batches, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, bindparam, select, type_coerce
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from ...domain.lens import Sort, TicketFilter
from ...domain.status import OPEN, Status
from ...domain.visibility import PUBLIC, SEARCHED
from ...exports.columns import NAMES, Row
from ...models import Event, Ticket
from ...search import query_parser
from ..city.version import public_version
from ..sources import Sources
from .names import Names, lens_names
from .public_seq import newest_public

BATCH = 500
_TYPES = {status.value: status.type.value for status in Status}
_OPEN = frozenset(status.value for status in OPEN)


@dataclass(frozen=True, slots=True)
class Export:
    """The tickets of a filter, to be read once; ``total`` by the index, which has seen the public log up to ``seq``."""

    filter: TicketFilter
    rows: Iterator[Row]
    total: int
    seq: int


def _seconds(column: InstrumentedAttribute[Any]) -> ColumnElement[int]:
    """A moment as it is stored, without the cost of a datetime."""
    return type_coerce(column, BigInteger).label(column.key)


_duplicate, _last = aliased(Ticket), aliased(Event)
_ROWS = (
    select(
        Ticket.id,
        Ticket.code,
        Ticket.visibility,
        Ticket.status,
        Ticket.closing,
        Ticket.lat,
        Ticket.lon,
        Ticket.place,
        Ticket.title,
        Ticket.text,
        Ticket.category_id,
        Ticket.agency_id,
        Ticket.holder_id,
        Ticket.area_id,
        Ticket.channel_id,
        Ticket.handoffs,
        Ticket.reopened,
        Ticket.disputed,
        Ticket.confirmed,
        Ticket.responses,
        Ticket.last_seq,
        _last.public.label("last_is_public"),
        _seconds(Ticket.holder_since),
        _seconds(Ticket.submitted_at),
        _seconds(Ticket.first_response_at),
        _seconds(Ticket.first_action_at),
        _seconds(Ticket.resolved_at),
        _seconds(Ticket.ended_at),
        _seconds(Ticket.response_due_at),
        _seconds(Ticket.due_at),
        _seconds(Ticket.promised_at),
        _duplicate.code.label("duplicate_of"),
        type_coerce(_last.recorded_at, BigInteger).label("updated_at"),
    )
    .select_from(Ticket)
    .outerjoin(_duplicate, (_duplicate.id == Ticket.duplicate_of) & _duplicate.visibility.in_(PUBLIC))
    .outerjoin(_last, _last.seq == Ticket.last_seq)
    .where(Ticket.visibility.in_(SEARCHED), Ticket.id.in_(bindparam("ids", expanding=True)))
)


def ticket_export(sources: Sources, filter: TicketFilter, now: datetime) -> Export:
    """Every ticket of a filter, newest first unless it says otherwise. Pages are not looked at."""
    index, city = sources.engine, sources.city
    filter = replace(filter, page=1)
    tree = query_parser.parse(filter.q, city, index.analyser, now).tree
    sort = Sort.NEWEST if filter.sort is Sort.BEST else filter.sort
    total = index.count(tree, filter, now)
    ids = index.ids(tree, filter, now, sort=sort)
    seq, _ = public_version(sources.session)
    rows = ticket_table(sources.session.get_bind(), lens_names(sources), ids, now)
    return Export(filter, rows, total, min(index.seq(), seq))


def ticket_table(bind: Engine | Connection, names: Names, ids: Iterable[int], now: datetime) -> Iterator[Row]:
    """The tickets with these ids, in their order, as the columns of exports. Those no longer public are left out.

    Each batch has a short session of its own: a slow reader of a large file keeps no transaction and no connection.
    """
    seconds = int(now.timestamp())
    rest = iter(ids)
    while batch := list(islice(rest, BATCH)):
        with Session(bind) as session:
            found = {row["id"]: row for row in session.execute(_ROWS, {"ids": batch}).mappings()}
            noted = [id for id, row in found.items() if not row["last_is_public"]]
            stamps = newest_public(session, noted)
        for id in batch:
            if id in found:
                yield _row(found[id], names, seconds, stamps.get(id))


def _row(row: Mapping[Any, Any], names: Names, now: int, stamp: tuple[int, int] | None) -> Row:
    """The values of NAMES; ``now`` in seconds. ``stamp``: of the newest public event, where the newest is internal."""
    last_seq, updated_at = stamp or (row["last_seq"], row["updated_at"])
    area = names.by_id("area", row["area_id"])
    values = {
        **row,
        **_named(row, names),
        "last_seq": last_seq,
        "updated_at": updated_at,
        "status_type": _TYPES[row["status"]],
        "area": area.key or None,
        "area_name": area.name or None,
        "parent_area": area.parent,
        "parent_area_name": names.area[area.parent].name if area.parent else None,
        "overdue": row["status"] in _OPEN and row["due_at"] < now,
    }
    return tuple(values[name] for name in NAMES)


def _named(row: Mapping[Any, Any], names: Names) -> dict[str, str | None]:
    category, agency = names.by_id("category", row["category_id"]), names.by_id("agency", row["agency_id"])
    holder = names.by_id("agency", row["holder_id"])
    return {
        "category": category.key or None,
        "category_name": category.name or None,
        "agency": agency.key,
        "agency_name": agency.name,
        "holder": holder.key,
        "holder_name": holder.name,
        "channel": names.by_id("channel", row["channel_id"]).key or None,
    }

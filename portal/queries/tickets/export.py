"""Every ticket of a filter for a file: public columns only, in batches, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session, aliased

from ...domain.file_part import FilePlace
from ...domain.lens import TicketFilter
from ...domain.since import Since
from ...domain.source_clock import SourceClocks
from ...domain.status import OPEN, UNKNOWN, Status
from ...domain.visibility import PUBLIC, Visibility
from ...exports.columns import NAMES, Row
from ...models import AskedEnd, Event, Ticket
from ...models.types import seconds_of
from ...search import query_parser
from ..city.clocks import source_clocks
from ..city.index_state import mark_of
from ..city.version import public_version
from ..sources import Sources
from .changed_since import changed_since
from .hidden import hidden_ids
from .names import Names, lens_names
from .public_seq import newest_public

BATCH = 500
EVERYTHING = Since()
_HIDDEN = Visibility.HIDDEN.value
_TYPES = {status.value: status.type.value for status in Status}
_ENGLISH = {status.value: status.english for status in Status}
_OPEN = frozenset(status.value for status in OPEN)
_UNTOLD = frozenset(status.value for status in UNKNOWN)
#: Nobody can say of a report whose outcome is not told whether it was in time.
_NO_DEADLINES = {"response_due_at": None, "due_at": None}


@dataclass(frozen=True, slots=True)
class Export:
    """``total`` tickets of a filter, to be read once; the index has seen the public log up to ``seq``.

    ``clocks``: up to when the state of each is known; ``head``: the hash of event ``seq`` in hex. ``last``: where a
    page of them ends; None on the last page, and of all.
    """

    filter: TicketFilter
    rows: Iterator[Row]
    total: int
    seq: int
    clocks: SourceClocks
    head: str
    last: FilePlace | None = None


_asked = select(AskedEnd.seq).where(AskedEnd.ticket_id == Ticket.id).correlate(Ticket)
_duplicate, _last = aliased(Ticket), aliased(Event)
_ROWS = (
    select(
        Ticket.id,
        Ticket.code,
        Ticket.visibility,
        Ticket.source,
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
        _asked.with_only_columns(func.count(AskedEnd.seq)).scalar_subquery().label("asked"),
        _asked.with_only_columns(func.count(AskedEnd.answer_seq)).scalar_subquery().label("answered"),
        Ticket.responses,
        Ticket.questions,
        Ticket.stood_still,
        Ticket.last_seq,
        _last.public.label("last_is_public"),
        seconds_of(Ticket.holder_since),
        seconds_of(Ticket.submitted_at),
        seconds_of(Ticket.first_response_at),
        seconds_of(Ticket.first_action_at),
        seconds_of(Ticket.resolved_at),
        seconds_of(Ticket.ended_at),
        seconds_of(Ticket.response_due_at),
        seconds_of(Ticket.due_at),
        seconds_of(Ticket.promised_at),
        Ticket.desk_at,
        _duplicate.code.label("duplicate_of"),
        seconds_of(_last.recorded_at).label("updated_at"),
    )
    .select_from(Ticket)
    .outerjoin(_duplicate, (_duplicate.id == Ticket.duplicate_of) & _duplicate.visibility.in_(PUBLIC))
    .outerjoin(_last, _last.seq == Ticket.last_seq)
    .where(Ticket.visibility.in_(PUBLIC), Ticket.id.in_(bindparam("ids", expanding=True)))
)


def ticket_export(sources: Sources, filter: TicketFilter, now: datetime, since: Since = EVERYTHING) -> Export:
    """Every ticket of a filter in the order of its list; pages are not looked at.

    ``since``: only those that have changed; then also, last, those hidden since, by what hidden_count looks at.
    """
    index, city = sources.engine, sources.city
    filter = filter.but()
    clocks = source_clocks(sources.session, sources.cache, now)
    tree = query_parser.parse(filter.q, city, index.analyser, clocks).tree
    seq, _ = public_version(sources.session)
    ids: Iterable[int] = index.ids(tree, filter, clocks, sort=filter.sort)
    if since:
        changed = changed_since(sources.session, since)
        hidden = changed & hidden_ids(sources.session, filter, city.zone)
        ids = [*(id for id in ids if id in changed), *sorted(hidden)]
    total = len(ids) if isinstance(ids, list) else index.count(tree, filter, clocks)
    rows = ticket_table(sources.session.get_bind(), lens_names(sources), ids, clocks, hidden=bool(since))
    upto = min(index.seq(), seq)
    return Export(filter, rows, total, upto, clocks, mark_of(sources.session, upto))


def ticket_table(
    bind: Engine | Connection, names: Names, ids: Iterable[int], clocks: SourceClocks, *, hidden: bool = False
) -> Iterator[Row]:
    """The tickets with these ids, in their order, as the columns of exports. Those no longer public are left out.

    ``hidden``: of hidden ones stands there that and when they were hidden, and nothing else.

    Each batch has a short session of its own: a slow reader of a large file keeps no transaction and no connection.
    """
    rest = iter(ids)
    while batch := list(islice(rest, BATCH)):
        with Session(bind) as session:
            found = {row["id"]: row for row in session.execute(_ROWS, {"ids": batch}).mappings()}
            noted = [id for id, row in found.items() if not row["last_is_public"] or row["visibility"] == _HIDDEN]
            stamps = newest_public(session, noted)
        for id in batch:
            row = found.get(id)
            if row is None or (row["visibility"] == _HIDDEN and not hidden):
                continue
            elif row["visibility"] == _HIDDEN:
                yield _tombstone(row, stamps.get(id))
            else:
                yield _row(row, names, clocks, stamps.get(id))


def _row(row: Mapping[Any, Any], names: Names, clocks: SourceClocks, stamp: tuple[int, int] | None) -> Row:
    """The values of NAMES. ``stamp``: of the newest public event, where the newest is internal."""
    last_seq, updated_at = stamp or (row["last_seq"], row["updated_at"])
    area, as_of = names.by_id("area", row["area_id"]), int(clocks.until(row["source"], row["desk_at"]).timestamp())
    values = {
        **row,
        **_named(row, names),
        "last_seq": last_seq,
        "updated_at": updated_at,
        "status_en": _ENGLISH[row["status"]],
        "status_type": _TYPES[row["status"]],
        "area": area.key or None,
        "area_name": area.name or None,
        "parent_area": area.parent,
        "parent_area_name": names.area[area.parent].name if area.parent else None,
        "overdue": row["status"] in _OPEN and row["due_at"] < as_of,
        "as_of": as_of,
        **(_NO_DEADLINES if row["status"] in _UNTOLD else {}),
    }
    return tuple(values[name] for name in NAMES)


def _tombstone(row: Mapping[Any, Any], stamp: tuple[int, int] | None) -> Row:
    """What is public of a hidden ticket in every file; the reason stands on its page."""
    values = {name: row[name] for name in ("code", "visibility", "submitted_at")}
    if stamp:
        values |= {"last_seq": stamp[0], "updated_at": stamp[1]}
    return tuple(values.get(name) for name in NAMES)


def _named(row: Mapping[Any, Any], names: Names) -> dict[str, str | None]:
    category, agency = names.by_id("category", row["category_id"]), names.by_id("agency", row["agency_id"])
    holder, channel = names.by_id("agency", row["holder_id"]), names.by_id("channel", row["channel_id"])
    return {
        "category": category.key or None,
        "category_name": category.name or None,
        "agency": agency.key,
        "agency_name": agency.name,
        "holder": holder.key,
        "holder_name": holder.name,
        "channel": channel.key or None,
        "channel_kind": channel.level or None,
    }

"""Events as rows for their hashes: every column that is hashed, times as they are stored."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, and_, func, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute

from ...domain.chain import REPORT, STATING
from ...domain.event import Kind
from ...models import Category, Channel, Event, Ticket

IDS_AT_ONCE = 500


def _seconds(column: InstrumentedAttribute[Any]) -> ColumnElement[int]:
    return type_coerce(column, BigInteger).label(column.key)


EVENTS = select(
    Event.seq,
    Event.ticket_id,
    Event.kind,
    _seconds(Event.happened_at),
    _seconds(Event.recorded_at),
    Event.agency_id,
    Event.to_agency_id,
    Event.status_after,
    Event.text,
    Event.public,
    _seconds(Event.promised_at),
    Event.other_ticket_id,
    Event.corrects,
    Event.changed,
    Event.visibility_after,
    Event.reason_kind,
    *(Event.attached, Event.checked, Event.refused_for, Event.unchecked, Event.beside),
    Event.redacted_by,
    Event.salt,
    Event.words_hash,
    Event.report_salt,
    Event.report_hash,
    Event.head,
)
#: See domain.chain.states_report.
STATES_REPORT = and_(
    Event.public,
    or_(
        Event.kind.in_(STATING),
        and_(Event.kind == Kind.CORRECTED.value, Event.changed.is_not(None)),
        and_(Event.kind == Kind.REDACTED.value, Event.corrects.is_(None)),
    ),
)
_WORDS = tuple(getattr(Ticket, name) for name in REPORT)
REPORTS = select(
    Ticket.id,
    *_WORDS,
    Ticket.code,
    Ticket.source,
    Ticket.source_id,
    Ticket.channel_id,
    Ticket.category_id,
    _seconds(Ticket.response_due_at),
    _seconds(Ticket.due_at),
    Ticket.lat,
    Ticket.lon,
    Ticket.reporter,
)


def reports_of(connection: Connection, tickets: Collection[int]) -> dict[int, dict[str, Any]]:
    """Ticket's id -> the columns that its report is hashed from; see ``named``."""
    found: dict[int, dict[str, Any]] = {}
    for ids in _some(tickets):
        rows = connection.execute(REPORTS.where(Ticket.id.in_(ids))).mappings()
        found |= {row["id"]: dict(row) for row in rows}
    return found


class Slugs:
    """What categories and channels are called in a hash: a number would change when two of them turn out to be one."""

    def __init__(self, connection: Connection) -> None:
        self._categories = dict(connection.execute(select(Category.id, Category.slug)).all())
        self._channels = dict(connection.execute(select(Channel.id, Channel.slug)).all())

    def named(self, report: Mapping[str, Any]) -> dict[str, Any]:
        """A report with the slugs of its category and its channel."""
        category, channel = report["category_id"], report["channel_id"]
        return {**report, "category": self._categories.get(category), "channel": self._channels.get(channel)}


def newest_stating(connection: Connection, tickets: Collection[int]) -> set[int]:
    """The seqs of the events that state the reports of these tickets as they are now."""
    found: set[int] = set()
    for ids in _some(tickets):
        newest = select(func.max(Event.seq)).where(Event.ticket_id.in_(ids), STATES_REPORT).group_by(Event.ticket_id)
        found |= set(connection.scalars(newest))
    return found


def _some(ids: Collection[int]) -> list[list[int]]:
    listed = sorted(ids)
    return [listed[start : start + IDS_AT_ONCE] for start in range(0, len(listed), IDS_AT_ONCE)]

"""The rows of a list of tickets: status, custody and the agency's last words; public columns only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, ScalarSelect, bindparam, select
from sqlalchemy.orm import Session, aliased

from ...domain.event import Kind
from ...domain.life import Life, LifeFacts
from ...domain.source_clock import SourceClocks
from ...domain.status import OPEN, UNKNOWN, Status
from ...domain.transitions import RESPONSES
from ...domain.visibility import SEARCHED, Visibility
from ...models import Event, Ticket
from .lives import lives
from .names import Named, Names
from .overtaken import stands

_OPEN = frozenset(status.value for status in OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketRow:
    """One ticket of a list. ``said``: the last public text of an agency, '' where there is none; ``until``: up to when
    its state is known; ``life``: None where its source never tells what became of it."""

    id: int
    code: str
    stub: bool
    status: str
    closing: str | None
    title: str
    text: str
    place: str
    area: Named
    parent: Named | None
    category: Named
    agency: Named
    holder: Named
    holder_since: datetime
    submitted_at: datetime
    due_at: datetime
    promised_at: datetime | None
    resolved_at: datetime | None
    ended_at: datetime | None
    disputed: int
    confirmed: int
    reopened: int
    duplicate_of: str | None
    said: str
    said_at: datetime | None
    said_by: Named
    lat: float | None
    lon: float | None
    until: datetime
    life: Life | None

    @property
    def open(self) -> bool:
        return self.status in _OPEN

    @property
    def untold(self) -> bool:
        """Whether its source never says what became of it."""
        return self.status in UNKNOWN

    @property
    def where(self) -> str:
        """Its area and what that lies in; '' when it is not known."""
        return f"{self.area.name}, {self.parent.name}" if self.parent else self.area.name

    @property
    def took(self) -> timedelta | None:
        """From submission to the end; None while it is open."""
        return None if self.ended_at is None else self.ended_at - self.submitted_at

    @property
    def late(self) -> timedelta | None:
        """By how much the deadline is or was missed; None when it is not, or when it ended without a fix."""
        until = self.until if self.open else self.resolved_at
        return until - self.due_at if until is not None and until > self.due_at else None


#: What a row shows as it is stored.
_COPIED = (
    Ticket.id,
    Ticket.code,
    Ticket.status,
    Ticket.closing,
    Ticket.title,
    Ticket.text,
    Ticket.place,
    Ticket.lat,
    Ticket.lon,
    Ticket.holder_since,
    Ticket.submitted_at,
    Ticket.due_at,
    Ticket.promised_at,
    Ticket.resolved_at,
    Ticket.ended_at,
    Ticket.disputed,
    Ticket.confirmed,
    Ticket.reopened,
)
_NAMES = [column.key for column in _COPIED]
_said, _duplicate = aliased(Event), aliased(Ticket)


def _last_said() -> ScalarSelect[int]:
    """The newest public response of a ticket with a public text, or the correction of one."""
    return (
        select(Event.seq)
        .where(
            Event.ticket_id == Ticket.id,
            Event.public,
            Event.kind.in_([*RESPONSES, Kind.CORRECTED]),
            Event.agency_id.is_not(None),
            Event.text != "",
            Ticket.visibility == Visibility.FULL,
            (Event.kind != Kind.CORRECTED) | Event.corrects.is_not(None),
            stands(),
        )
        .order_by(Event.happened_at.desc(), Event.seq.desc())
        .limit(1)
        .correlate(Ticket)
        .scalar_subquery()
    )


_ROWS = (
    select(
        *_COPIED,
        Ticket.visibility,
        Ticket.source,
        Ticket.desk_at,
        Ticket.area_id,
        Ticket.category_id,
        Ticket.agency_id,
        Ticket.holder_id,
        _duplicate.code.label("duplicate_of"),
        _duplicate.source.label("followed_source"),
        _duplicate.desk_at.label("followed_desk_at"),
        _duplicate.ended_at.label("followed_until"),
        _said.text.label("said"),
        _said.happened_at.label("said_at"),
        _said.agency_id.label("said_by"),
    )
    .select_from(Ticket)
    .outerjoin(_said, _said.seq == _last_said())
    .outerjoin(_duplicate, (_duplicate.id == Ticket.duplicate_of) & _duplicate.visibility.in_(SEARCHED))
    .where(Ticket.visibility.in_(SEARCHED), Ticket.id.in_(bindparam("ids", expanding=True)))
)


def ticket_rows(session: Session, ids: Sequence[int], names: Names, clocks: SourceClocks) -> list[TicketRow]:
    """The tickets with these ids, in their order; those no longer public are left out."""
    found = {row.id: row for row in session.connection().execute(_ROWS, {"ids": ids})} if ids else {}
    lived = lives(session, {id: _facts(row, clocks) for id, row in found.items()})
    return [_row(found[id], names, clocks, lived.get(id)) for id in ids if id in found]


def _facts(row: Row[*tuple[Any, ...]], clocks: SourceClocks) -> LifeFacts:
    followed = None
    if row.duplicate_of:
        followed = row.followed_until or clocks.until(row.followed_source, row.followed_desk_at)
    return LifeFacts(
        start=row.submitted_at,
        end=row.ended_at or max(clocks.until(row.source, row.desk_at), row.holder_since),
        due=row.due_at,
        status=Status(row.status),
        followed=followed,
    )


def _row(row: Row[*tuple[Any, ...]], names: Names, clocks: SourceClocks, life: Life | None) -> TicketRow:
    area = names.by_id("area", row.area_id)
    return TicketRow(
        **{name: getattr(row, name) for name in _NAMES},
        stub=row.visibility != Visibility.FULL,
        area=area,
        parent=names.area.get(area.parent or ""),
        category=names.by_id("category", row.category_id),
        agency=names.by_id("agency", row.agency_id),
        holder=names.by_id("agency", row.holder_id),
        duplicate_of=row.duplicate_of,
        said=row.said or "",
        said_at=row.said_at,
        said_by=names.by_id("agency", row.said_by),
        until=clocks.until(row.source, row.desk_at),
        life=life,
    )

"""The rows of a list of tickets: where each stands, in whose hands, and what was last said; public columns only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ScalarSelect, bindparam, literal, select
from sqlalchemy.orm import Session, aliased

from ...domain.event import Kind
from ...domain.status import OPEN
from ...domain.transitions import RESPONSES
from ...domain.visibility import SEARCHED, Visibility
from ...models import Event, Ticket
from ...models.types import RowId
from ..prepared import Prepared
from .names import Named, Names

_SHOWN = [literal(visibility) for visibility in sorted(visibility.value for visibility in SEARCHED)]
_OPEN = frozenset(status.value for status in OPEN)
_IDS = ("id", "area_id", "category_id", "agency_id", "holder_id")
_TIMES = ("holder_since", "submitted_at", "due_at", "promised_at", "resolved_at", "ended_at")
_COUNTS = ("disputed", "confirmed", "reopened")
_COLUMNS = (*_IDS, "code", "visibility", "status", "closing", "title", "text", "lat", "lon", *_TIMES, *_COUNTS)
_AT_ONCE = 20  # tickets that one statement reads
_ASKED = tuple(f"id{place}" for place in range(_AT_ONCE))
_NO_IDS = dict.fromkeys(_ASKED, 0)
_SAID = [literal(kind) for kind in sorted(kind.value for kind in (*RESPONSES, Kind.CORRECTED))]


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketRow:
    """One ticket of a list. ``said``: the last public words of an agency, '' where there are none."""

    id: int
    code: str
    stub: bool
    status: str
    closing: str | None
    title: str
    text: str
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

    @property
    def open(self) -> bool:
        return self.status in _OPEN

    @property
    def where(self) -> str:
        """Its area and what that lies in; '' when it is not known."""
        return f"{self.area.name}, {self.parent.name}" if self.parent else self.area.name

    @property
    def took(self) -> timedelta | None:
        """From submission to the end; None while it is open."""
        return None if self.ended_at is None else self.ended_at - self.submitted_at

    def late(self, now: datetime) -> timedelta | None:
        """By how much the deadline is or was missed; None when it is not, or when it ended without a fix."""
        until = now if self.open else self.resolved_at
        return until - self.due_at if until is not None and until > self.due_at else None


def ticket_rows(session: Session, ids: Sequence[int], names: Names) -> list[TicketRow]:
    """The tickets with these ids, in their order; those no longer public are left out."""
    found: dict[int, Any] = {}
    for start in range(0, len(ids), _AT_ONCE):
        asked = dict(zip(_ASKED, ids[start : start + _AT_ONCE], strict=False))
        found |= {row.id: row for row in _rows().rows(session.connection(), **(_NO_IDS | asked))}
    return [_row(found[id], names) for id in ids if id in found]


@cache
def _rows() -> Prepared:
    """Built when it is first asked for: the tables know each other by then."""
    said, duplicate = aliased(Event), aliased(Ticket)
    return Prepared(
        select(
            *(getattr(Ticket, name) for name in _COLUMNS),
            duplicate.code.label("duplicate"),
            said.text.label("said"),
            said.happened_at.label("said_at"),
            said.agency_id.label("said_by"),
        )
        .select_from(Ticket)
        .outerjoin(said, said.seq == _last_said())
        .outerjoin(duplicate, (duplicate.id == Ticket.duplicate_of) & duplicate.visibility.in_(_SHOWN))
        .where(Ticket.visibility.in_(_SHOWN), Ticket.id.in_([bindparam(name, type_=RowId) for name in _ASKED]))
    )


def _last_said() -> ScalarSelect[int]:
    """The newest public response of a ticket with a public text, or the correction of one."""
    return (
        select(Event.seq)
        .where(
            Event.ticket_id == Ticket.id,
            Event.public,
            Event.kind.in_(_SAID),
            Event.agency_id.is_not(None),
            Event.text != "",
            Ticket.visibility == Visibility.FULL.value,
            (Event.kind != Kind.CORRECTED.value) | Event.corrects.is_not(None),
        )
        .order_by(Event.happened_at.desc(), Event.seq.desc())
        .limit(1)
        .correlate(Ticket)
        .scalar_subquery()
    )


def _row(row: Any, names: Names) -> TicketRow:
    area = names.by_id("area", row.area_id)
    return TicketRow(
        id=row.id,
        code=row.code,
        stub=row.visibility != Visibility.FULL.value,
        status=row.status,
        closing=row.closing,
        title=row.title,
        text=row.text,
        area=area,
        parent=names.area.get(area.parent or ""),
        category=names.by_id("category", row.category_id),
        agency=names.by_id("agency", row.agency_id),
        holder=names.by_id("agency", row.holder_id),
        holder_since=row.holder_since,
        submitted_at=row.submitted_at,
        due_at=row.due_at,
        promised_at=row.promised_at,
        resolved_at=row.resolved_at,
        ended_at=row.ended_at,
        disputed=row.disputed,
        confirmed=row.confirmed,
        reopened=row.reopened,
        duplicate_of=row.duplicate,
        said=row.said or "",
        said_at=row.said_at,
        said_by=names.by_id("agency", row.said_by),
        lat=row.lat,
        lon=row.lon,
    )

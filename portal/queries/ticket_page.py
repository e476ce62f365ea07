"""A ticket's public page: what may be shown of it, read in three statements by its index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, aliased

from ..domain import timeline_build
from ..domain.event import Kind
from ..domain.privacy import PUBLIC, Face
from ..domain.status import Status
from ..domain.ticket import Closing
from ..domain.timeline import Deadlines, Hand, Share, Spell
from ..models import Agency, Area, Category, Channel, Ticket
from .ticket_events import events_of, holdings_of


@dataclass(frozen=True, slots=True)
class Version:
    """All that decides whether a ticket's page looks different from before, but for the time."""

    id: int
    last_seq: int
    face: str
    submitted_at: datetime
    holder_since: datetime
    marks: tuple[datetime | None, ...]  # moments at which its words change by themselves
    ended: bool

    def key(self, now: datetime) -> tuple[object, ...]:
        """Equal for moments at which the page says the same: by the minute in its first day, by the hour after it."""
        if self.ended:
            return (self.id, self.last_seq, self.face)
        young = (now - self.holder_since).total_seconds() < 86_400
        passed = tuple(mark is not None and mark < now for mark in self.marks)
        return (self.id, self.last_seq, self.face, int(now.timestamp()) // (60 if young else 3600), passed)


@dataclass(frozen=True, slots=True)
class Name:
    """A thing with its address and its name in the city's language and in English."""

    slug: str
    name: str
    name_en: str = ""
    level: str = ""  # of an area


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketPage:
    """A public ticket. Of a stub there are facts only; of a hidden one nothing but code, date and reason."""

    code: str
    face: Face
    submitted_at: datetime
    last_seq: int
    title: str = ""
    text: str = ""
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    category: Name | None = None
    channel: Name | None = None
    area: Name | None = None
    area_above: Name | None = None
    status: Status = Status.MENUNGGU
    closing: Closing | None = None
    agency: Hand | None = None
    holder: Hand | None = None
    holder_since: datetime | None = None
    response_due_at: datetime | None = None
    due_at: datetime | None = None
    promised_at: datetime | None = None
    first_response_at: datetime | None = None
    resolved_at: datetime | None = None
    ended_at: datetime | None = None
    duplicate_of: str = ""
    handoffs: int = 0
    reopened: int = 0
    disputed: int = 0
    confirmed: int = 0
    duplicates: tuple[str, ...] = ()
    reason: str = ""  # why it is hidden or a stub, if somebody said so
    reason_at: datetime | None = None
    spells: tuple[Spell, ...] = ()
    shares: tuple[Share, ...] = ()

    @property
    def open(self) -> bool:
        return self.ended_at is None

    @property
    def idle(self) -> timedelta:
        """How long it counted as ended before it was opened again."""
        return sum((s.span for s in self.spells[:-1] if s.hand is None), timedelta())

    def overdue(self, now: datetime) -> bool:
        return self.open and self.due_at is not None and self.due_at < now


_VERSION = select(
    Ticket.id,
    Ticket.last_seq,
    Ticket.face,
    Ticket.submitted_at,
    Ticket.holder_since,
    Ticket.due_at,
    Ticket.response_due_at,
    Ticket.promised_at,
    Ticket.ended_at,
)


def version(session: Session, code: str) -> Version | None:
    """The version of the public ticket with exactly this code; None when there is none."""
    row = session.execute(_VERSION.where(Ticket.code == code)).first()
    if row is None or Face(row.face) not in PUBLIC:
        return None
    marks = (row.due_at, row.response_due_at, row.promised_at)
    return Version(row.id, row.last_seq, row.face, row.submitted_at, row.holder_since, marks, row.ended_at is not None)


_holder, _above, _stays = aliased(Agency), aliased(Area), aliased(Ticket)
_PAGE = (
    select(Ticket, Agency, _holder, Category, Channel, Area, _above, _stays.code)
    .join(Agency, Ticket.agency_id == Agency.id)
    .join(_holder, Ticket.holder_id == _holder.id)
    .outerjoin(Category, Ticket.category_id == Category.id)
    .outerjoin(Channel, Ticket.channel_id == Channel.id)
    .outerjoin(Area, Ticket.area_id == Area.id)
    .outerjoin(_above, Area.parent_id == _above.id)
    .outerjoin(_stays, Ticket.duplicate_of == _stays.id)
)


#: What the page shows as it is stored.
_COPIED = [
    "code",
    "submitted_at",
    "last_seq",
    "title",
    "text",
    "place",
    "lat",
    "lon",
    "holder_since",
    "response_due_at",
    "due_at",
    "promised_at",
    "first_response_at",
    "resolved_at",
    "ended_at",
    "handoffs",
    "reopened",
    "disputed",
    "confirmed",
]


def ticket_page(session: Session, ticket_id: int, now: datetime) -> TicketPage | None:
    """Everything on the page of a public ticket; None for one that is pending or not there."""
    row = session.execute(_PAGE.where(Ticket.id == ticket_id)).first()
    if row is None or Face(row[0].face) not in PUBLIC:
        return None
    ticket = row[0]
    face = Face(ticket.face)
    events = events_of(session, ticket_id, full=face is Face.FULL)
    reasons = [(event.text, event.at) for event in events if event.kind is Kind.FACE_CHANGED and event.text]
    reason, reason_at = reasons[-1] if reasons else ("", None)
    if face is Face.HIDDEN:
        head = {name: getattr(ticket, name) for name in ("code", "submitted_at", "last_seq")}
        return TicketPage(**head, face=face, reason=reason, reason_at=reason_at)
    dates = Deadlines(response_due=ticket.response_due_at, due=ticket.due_at, first_response=ticket.first_response_at)
    spells = timeline_build.build(events, holdings_of(session, ticket_id), dates, now)
    return TicketPage(
        **{name: getattr(ticket, name) for name in _COPIED},
        **_named(row),
        face=face,
        status=Status(ticket.status),
        closing=Closing(ticket.closing) if ticket.closing else None,
        duplicates=_duplicates(session, ticket_id),
        reason=reason,
        reason_at=reason_at,
        spells=spells,
        shares=timeline_build.shares(spells),
    )


def _named(row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    """What the ticket only points at, with its name and address."""
    _, agency, holder, category, channel, area, above, stays = row
    return {
        "agency": Hand(agency.id, agency.slug, agency.name, agency.short),
        "holder": Hand(holder.id, holder.slug, holder.name, holder.short),
        "category": Name(category.slug, category.name, category.name_en) if category else None,
        "channel": Name(channel.slug, channel.name, channel.name_en) if channel else None,
        "area": Name(area.code, area.name, level=area.level) if area else None,
        "area_above": Name(above.code, above.name) if above else None,
        "duplicate_of": stays or "",
    }


def _duplicates(session: Session, ticket_id: int) -> tuple[str, ...]:
    """Codes of the public tickets that were merged into this one, the oldest first."""
    merged = select(Ticket.code).where(Ticket.duplicate_of == ticket_id, Ticket.face.in_(PUBLIC))
    return tuple(session.execute(merged.order_by(Ticket.submitted_at, Ticket.id).limit(50)).scalars())

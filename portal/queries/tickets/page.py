"""A ticket's public page: what may be shown of it, in three statements (a fourth names its duplicates)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Label, Row, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from ...domain import timeline_build
from ...domain.event import Kind
from ...domain.status import Status
from ...domain.timeline import AgencyRef, CustodyShare, Deadlines, TimelinePeriod
from ...domain.transitions import Closing
from ...domain.visibility import PUBLIC, Visibility
from ...domain.withdrawal import WithdrawalReason
from ...models import Agency, Area, Category, Channel, Ticket
from ..city.version import CITY_VERSION
from .events import agency_bundle, events_of, timeline_of
from .public_seq import PUBLIC_SEQ


@dataclass(frozen=True, slots=True)
class TicketVersion:
    """All that decides whether a ticket's page looks different from before.

    ``last_seq``: of its newest public event. ``others``: which tickets the page names that were merged with it.
    """

    id: int
    last_seq: int
    city: int
    visibility: str
    others: tuple[object, ...]
    holder_since: datetime
    deadlines: tuple[datetime | None, ...]  # its words change when one of these passes
    ended: bool
    row: Row[*tuple[Any, ...]] = field(repr=False, compare=False)  # what else was read of it

    def key(self, now: datetime) -> tuple[object, ...]:
        """Equal at moments at which the page says the same."""
        same = (self.id, self.last_seq, self.city, self.visibility, self.others)
        if self.ended:
            return same
        passed = tuple(deadline is not None and deadline < now for deadline in self.deadlines)
        # Durations are said to the minute during an agency's first day of custody, then to the hour.
        step = 60 if now - self.holder_since < timedelta(days=1) else 3600
        return (*same, int(now.timestamp()) // step, passed)


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
    visibility: Visibility
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
    agency: AgencyRef | None = None
    holder: AgencyRef | None = None
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
    reason_kind: WithdrawalReason | None = None
    reason_agency: AgencyRef | None = None  # who asked for it, or did it
    spells: tuple[TimelinePeriod, ...] = ()
    shares: tuple[CustodyShare, ...] = ()

    @property
    def open(self) -> bool:
        return self.ended_at is None

    @property
    def hidden(self) -> bool:
        return self.visibility is Visibility.HIDDEN

    @property
    def idle(self) -> timedelta:
        """How long it counted as ended before it was reopened."""
        return sum((s.span for s in self.spells[:-1] if s.agency is None), timedelta())

    def overdue(self, now: datetime) -> bool:
        return self.open and self.due_at is not None and self.due_at < now


#: What the page shows as it is stored.
_COPIED = (
    Ticket.code,
    Ticket.submitted_at,
    PUBLIC_SEQ.label("last_seq"),
    Ticket.title,
    Ticket.text,
    Ticket.place,
    Ticket.lat,
    Ticket.lon,
    Ticket.holder_since,
    Ticket.response_due_at,
    Ticket.due_at,
    Ticket.promised_at,
    Ticket.first_response_at,
    Ticket.resolved_at,
    Ticket.ended_at,
    Ticket.handoffs,
    Ticket.reopened,
    Ticket.disputed,
    Ticket.confirmed,
)
_NAMES = [column.key for column in _COPIED]
_holder, _above, _kept, _duplicate = aliased(Agency), aliased(Area), aliased(Ticket), aliased(Ticket)


def _duplicates_as(name: str, of: ColumnElement[Any]) -> Label[Any]:
    """A figure of the public tickets that were merged into this one; all together change when one of them does."""
    merged = (_duplicate.duplicate_of == Ticket.id) & _duplicate.visibility.in_(PUBLIC)
    return (
        select(of).select_from(_duplicate).where(merged).correlate(Ticket).scalar_subquery().label(f"duplicates_{name}")
    )


_PAGE = (
    select(
        *_COPIED,
        Ticket.id,
        Ticket.visibility,
        Ticket.status,
        Ticket.closing,
        agency_bundle("agency", Agency),
        agency_bundle("holder", _holder),
        Category.slug.label("category_slug"),
        Category.name.label("category_name"),
        Category.name_en.label("category_en"),
        Channel.slug.label("channel_slug"),
        Channel.name.label("channel_name"),
        Channel.name_en.label("channel_en"),
        Area.code.label("area_code"),
        Area.name.label("area_name"),
        Area.level.label("area_level"),
        _above.code.label("above_code"),
        _above.name.label("above_name"),
        _kept.code.label("duplicate_of"),
        _kept.visibility.label("kept_visibility"),
        _duplicates_as("count", func.count()),
        _duplicates_as("ids", func.sum(_duplicate.id)),
        CITY_VERSION.label("city"),
    )
    .join(Agency, Ticket.agency_id == Agency.id)
    .join(_holder, Ticket.holder_id == _holder.id)
    .outerjoin(Category, Ticket.category_id == Category.id)
    .outerjoin(Channel, Ticket.channel_id == Channel.id)
    .outerjoin(Area, Ticket.area_id == Area.id)
    .outerjoin(_above, Area.parent_id == _above.id)
    .outerjoin(_kept, Ticket.duplicate_of == _kept.id)
    .where(Ticket.code == bindparam("code"))
)


def version(session: Session, code: str) -> TicketVersion | None:
    """The version of the public ticket with exactly this code; None when there is none or it is pending."""
    row = session.execute(_PAGE, {"code": code}).first()
    if row is None or Visibility(row.visibility) not in PUBLIC:
        return None
    return TicketVersion(
        id=row.id,
        last_seq=row.last_seq,
        city=row.city,
        visibility=row.visibility,
        others=(row.duplicate_of, row.kept_visibility, row.duplicates_count, int(row.duplicates_ids or 0)),
        holder_since=row.holder_since,
        deadlines=(row.due_at, row.response_due_at, row.promised_at),
        ended=row.ended_at is not None,
        row=row,
    )


def ticket_page(session: Session, known: TicketVersion, now: datetime) -> TicketPage:
    """Everything on the page of a public ticket whose version was just read."""
    row, ticket_id, visibility = known.row, known.id, Visibility(known.visibility)
    events = events_of(session, ticket_id, visibility)
    told = [event for event in events if event.kind is Kind.VISIBILITY_CHANGED and event.text]
    why: dict[str, Any] = {}
    if told:
        last = told[-1]
        why = {"reason": last.text, "reason_at": last.at, "reason_kind": last.reason_kind, "reason_agency": last.agency}
    if visibility is Visibility.HIDDEN:
        head = {"code": row.code, "submitted_at": row.submitted_at, "last_seq": row.last_seq}
        return TicketPage(**head, visibility=visibility, **why)
    deadlines = Deadlines(response_due=row.response_due_at, due=row.due_at, first_response=row.first_response_at)
    spells = timeline_of(session, ticket_id, events, deadlines, now)
    return TicketPage(
        **{name: getattr(row, name) for name in _NAMES},
        **_named(row),
        visibility=visibility,
        status=Status(row.status),
        closing=Closing(row.closing) if row.closing else None,
        duplicates=_duplicates(session, ticket_id) if row.duplicates_count else (),
        **why,
        spells=spells,
        shares=timeline_build.shares(spells),
    )


def _named(row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    """What the ticket refers to, with its name and address."""
    return {
        "agency": AgencyRef(*row.agency),
        "holder": AgencyRef(*row.holder),
        "category": Name(row.category_slug, row.category_name, row.category_en) if row.category_slug else None,
        "channel": Name(row.channel_slug, row.channel_name, row.channel_en) if row.channel_slug else None,
        "area": Name(row.area_code, row.area_name, level=row.area_level) if row.area_code else None,
        "area_above": Name(row.above_code, row.above_name) if row.above_code else None,
        "duplicate_of": row.duplicate_of or "",
    }


def _duplicates(session: Session, ticket_id: int) -> tuple[str, ...]:
    """Codes of the public tickets that were merged into this one, the oldest first."""
    merged = select(Ticket.code).where(Ticket.duplicate_of == ticket_id, Ticket.visibility.in_(PUBLIC))
    return tuple(session.scalars(merged.order_by(Ticket.submitted_at, Ticket.id).limit(50)))

"""A ticket's public page: what may be shown of it, read in three statements by its index."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, exists, select
from sqlalchemy.orm import aliased

from ...domain import timeline_build
from ...domain.event import Kind
from ...domain.status import Status
from ...domain.timeline import AgencyRef, CustodyShare, Deadlines, TimelinePeriod
from ...domain.transitions import Closing
from ...domain.visibility import PUBLIC, Visibility
from ...models import Agency, Area, Category, Channel, Ticket
from ..city.version import CITY_VERSION
from ..prepared import Prepared
from .events import custody_of, events_of

#: An ended ticket does not change by itself, but nothing is kept for ever.
STEADY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class TicketVersion:
    """All that decides whether a ticket's page looks different from before, but for the time."""

    id: int
    last_seq: int
    city: int
    visibility: str
    holder_since: datetime
    marks: tuple[datetime | None, ...]  # moments at which its words change by themselves
    ended: bool
    row: Row[*tuple[Any, ...]] = field(repr=False, compare=False)  # what else was read of it

    def key(self, now: datetime) -> tuple[object, ...]:
        """Equal for moments at which the page says the same."""
        if self.ended:
            return (self.id, self.last_seq, self.city, self.visibility)
        passed = tuple(mark is not None and mark < now for mark in self.marks)
        return (self.id, self.last_seq, self.city, self.visibility, int(now.timestamp()) // self._step(now), passed)

    def steady(self, now: datetime) -> timedelta:
        """For how long from ``now`` time alone does not change its words."""
        if self.ended:
            return STEADY
        step = self._step(now)
        ahead = [(mark - now).total_seconds() for mark in self.marks if mark is not None and mark >= now]
        return timedelta(seconds=min(step - now.timestamp() % step, *ahead, STEADY.total_seconds()))

    def _step(self, now: datetime) -> int:
        """Seconds in which its words stay the same: minutes count during the first day in a hand, hours after it."""
        return 60 if (now - self.holder_since).total_seconds() < 86_400 else 3600


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
    spells: tuple[TimelinePeriod, ...] = ()
    shares: tuple[CustodyShare, ...] = ()

    @property
    def open(self) -> bool:
        return self.ended_at is None

    @property
    def idle(self) -> timedelta:
        """How long it counted as ended before it was opened again."""
        return sum((s.span for s in self.spells[:-1] if s.agency is None), timedelta())

    def overdue(self, now: datetime) -> bool:
        return self.open and self.due_at is not None and self.due_at < now


#: What the page shows as it is stored.
_COPIED = (
    Ticket.code,
    Ticket.submitted_at,
    Ticket.last_seq,
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
_holder, _above, _stays, _same = aliased(Agency), aliased(Area), aliased(Ticket), aliased(Ticket)


_PAGE = Prepared(
    select(
        *_COPIED,
        Ticket.id,
        Ticket.visibility,
        Ticket.status,
        Ticket.closing,
        Agency.id.label("agency_id"),
        Agency.slug.label("agency_slug"),
        Agency.name.label("agency_name"),
        Agency.short.label("agency_short"),
        _holder.id.label("holder_id"),
        _holder.slug.label("holder_slug"),
        _holder.name.label("holder_name"),
        _holder.short.label("holder_short"),
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
        _stays.code.label("duplicate_of"),
        exists().where(_same.duplicate_of == Ticket.id).label("has_duplicates"),
        CITY_VERSION.label("city"),
    )
    .join(Agency, Ticket.agency_id == Agency.id)
    .join(_holder, Ticket.holder_id == _holder.id)
    .outerjoin(Category, Ticket.category_id == Category.id)
    .outerjoin(Channel, Ticket.channel_id == Channel.id)
    .outerjoin(Area, Ticket.area_id == Area.id)
    .outerjoin(_above, Area.parent_id == _above.id)
    .outerjoin(_stays, Ticket.duplicate_of == _stays.id)
    .where(Ticket.code == bindparam("code"))
)


def version(connection: Connection, code: str) -> TicketVersion | None:
    """The version of the public ticket with exactly this code; None when there is none or it is pending."""
    row = _PAGE.first(connection, code=code)
    if row is None or Visibility(row.visibility) not in PUBLIC:
        return None
    marks = (row.due_at, row.response_due_at, row.promised_at)
    return TicketVersion(
        row.id, row.last_seq, row.city, row.visibility, row.holder_since, marks, row.ended_at is not None, row
    )


def ticket_page(connection: Connection, known: TicketVersion, now: datetime) -> TicketPage:
    """Everything on the page of a public ticket whose version was just read."""
    row, ticket_id, visibility = known.row, known.id, Visibility(known.visibility)
    events = events_of(connection, ticket_id, visibility)
    reasons = [(event.text, event.at) for event in events if event.kind is Kind.VISIBILITY_CHANGED and event.text]
    reason, reason_at = reasons[-1] if reasons else ("", None)
    if visibility is Visibility.HIDDEN:
        head = {"code": row.code, "submitted_at": row.submitted_at, "last_seq": row.last_seq}
        return TicketPage(**head, visibility=visibility, reason=reason, reason_at=reason_at)
    dates = Deadlines(response_due=row.response_due_at, due=row.due_at, first_response=row.first_response_at)
    spells = timeline_build.build(events, custody_of(connection, ticket_id), dates, now)
    return TicketPage(
        **{name: getattr(row, name) for name in _NAMES},
        **_named(row),
        visibility=visibility,
        status=Status(row.status),
        closing=Closing(row.closing) if row.closing else None,
        duplicates=_duplicates(connection, ticket_id) if row.has_duplicates else (),
        reason=reason,
        reason_at=reason_at,
        spells=spells,
        shares=timeline_build.shares(spells),
    )


def _named(row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    """What the ticket only points at, with its name and address."""
    return {
        "agency": AgencyRef(row.agency_id, row.agency_slug, row.agency_name, row.agency_short),
        "holder": AgencyRef(row.holder_id, row.holder_slug, row.holder_name, row.holder_short),
        "category": Name(row.category_slug, row.category_name, row.category_en) if row.category_slug else None,
        "channel": Name(row.channel_slug, row.channel_name, row.channel_en) if row.channel_slug else None,
        "area": Name(row.area_code, row.area_name, level=row.area_level) if row.area_code else None,
        "area_above": Name(row.above_code, row.above_name) if row.above_code else None,
        "duplicate_of": row.duplicate_of or "",
    }


def _duplicates(connection: Connection, ticket_id: int) -> tuple[str, ...]:
    """Codes of the public tickets that were merged into this one, the oldest first."""
    merged = select(Ticket.code).where(Ticket.duplicate_of == ticket_id, Ticket.visibility.in_(PUBLIC))
    return tuple(connection.execute(merged.order_by(Ticket.submitted_at, Ticket.id).limit(50)).scalars())

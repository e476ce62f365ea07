"""A ticket's public page: what may be shown of it, in three statements (a fourth names its duplicates)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Label, Row, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ...domain import timeline_build
from ...domain.event import Kind
from ...domain.expectation import Expectation
from ...domain.life import Life, LifeFacts, life_of_timeline
from ...domain.permission import CHECKS
from ...domain.photo_pair import PhotoPair, events_in, photo_pairs
from ...domain.source_clock import LastWord, SourceClocks
from ...domain.status import OPEN, Status
from ...domain.timeline import AgencyRef, CustodyShare, Deadlines, TimelineEvent, TimelinePeriod
from ...domain.transitions import Closing
from ...domain.visibility import PUBLIC, SEARCHED, Visibility
from ...domain.withdrawal import WithdrawalReason
from ...domain.witness import WitnessKind, asked
from ...models import Agency, Area, Attachment, AttachmentFlag, Category, Channel, Street, StreetTicket, Ticket
from ..city.version import CITY_VERSION
from .events import agency_columns, agency_ref, events_of, timeline_of
from .public_seq import PUBLIC_SEQ
from .same_words import others_of
from .witnesses import NOBODY, Witnesses, count_of, witnesses_of


@dataclass(frozen=True, slots=True)
class TicketVersion:
    """All that decides whether a ticket's page looks different from before.

    ``last_seq``: of its newest public event. ``others``: which tickets the page names that were merged with it, and how
    many flags its photos have, and how often its words were used elsewhere, which come after their event.
    ``street``: the address of the street that it names.
    """

    id: int
    last_seq: int
    city: int
    visibility: str
    others: tuple[object, ...]
    street: str | None
    holder_since: datetime
    deadlines: tuple[datetime | None, ...]  # its words change when one of these passes
    open: bool
    source: str
    desk_at: datetime | None
    twin: tuple[str, datetime | None] | None  # how the report that it was merged into stands, and when that ended
    twin_source: tuple[str, datetime | None]
    row: Row[*tuple[Any, ...]] = field(repr=False, compare=False)  # what else was read of it

    def key(self, clocks: SourceClocks) -> tuple[object, ...]:
        """Equal at moments at which the page says the same."""
        same = (self.id, self.last_seq, self.city, self.visibility, self.others, self.street)
        if not self.open:
            return same if self.twin is None else (*same, self.twin, clocks.until(*self.twin_source).toordinal())
        now = clocks.until(self.source, self.desk_at)
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
    level: str = ""  # of an area; of a channel its kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """The public report that a duplicate was merged into. ``until``: when it ended, or up to when it is known."""

    code: str
    status: Status
    due_at: datetime
    until: datetime

    @property
    def open(self) -> bool:
        return self.status in OPEN

    @property
    def late(self) -> timedelta:
        """By how much its deadline is or was missed; zero when it is not."""
        return max(timedelta(), self.until - self.due_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketPage:
    """A public ticket. Of a stub there are facts only; of a hidden one nothing but code, date and reason.

    ``until``: up to when its state is known, and ``last_word``: why it is not known beyond.
    """

    code: str
    visibility: Visibility
    submitted_at: datetime
    last_seq: int
    until: datetime
    last_word: LastWord = LastWord.NOW
    title: str = ""
    text: str = ""
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    category: Name | None = None
    channel: Name | None = None
    area: Name | None = None
    area_above: Name | None = None
    street: Name | None = None
    status: Status = Status.MENUNGGU
    closing: Closing | None = None
    agency: AgencyRef | None = None
    holder: AgencyRef | None = None
    holder_since: datetime | None = None
    response_due_at: datetime | None = None
    due_at: datetime | None = None
    promised_at: datetime | None = None
    first_response_at: datetime | None = None
    first_action_at: datetime | None = None
    resolved_at: datetime | None = None
    ended_at: datetime | None = None
    duplicate_of: str = ""
    twin: Twin | None = None  # what is said of it, where that is public
    handoffs: int = 0
    reopened: int = 0
    disputed: int = 0
    confirmed: int = 0
    questions: int = 0
    question_at: datetime | None = None  # since when one is open, and the clock stands still
    question_until: datetime | None = None
    stood_still: int = 0  # seconds by which such questions have moved ``due_at``
    duplicates: tuple[str, ...] = ()
    reason: str = ""  # why it is hidden or a stub, if somebody said so
    reason_at: datetime | None = None
    delayed: bool = False  # a stub because nobody had looked at it in time
    reason_kind: WithdrawalReason | None = None
    reason_agency: AgencyRef | None = None  # who asked for it, or did it
    expected: Expectation | None = None  # of an open one; None where too few say anything
    life: Life | None = None  # None where its source never tells what became of it
    spells: tuple[TimelinePeriod, ...] = ()
    shares: tuple[CustodyShare, ...] = ()
    witnesses: Witnesses = NOBODY
    asks: WitnessKind | None = None  # what people may say of it now

    @property
    def pairs(self) -> dict[int, PhotoPair]:
        """Before and after, by the event that says that the work is done."""
        return photo_pairs(events_in(self.spells))

    def verdict_after(self, seq: int) -> TimelineEvent | None:
        """What a validator said first of the work that an event calls done."""
        return next((event for event in events_in(self.spells) if event.seq > seq and event.kind in CHECKS), None)

    @property
    def open(self) -> bool:
        return self.status in OPEN

    @property
    def untold(self) -> bool:
        """Whether its source never says what became of it."""
        return self.status is Status.TIDAK_DIKETAHUI

    @property
    def hidden(self) -> bool:
        return self.visibility is Visibility.HIDDEN

    @property
    def idle(self) -> timedelta:
        """How long it counted as ended before it was reopened."""
        return sum((s.span for s in self.spells[:-1] if s.agency is None and not s.untold), timedelta())

    @property
    def question(self) -> TimelineEvent | None:
        """The question to the reporter that is open."""
        asked = [event for event in events_in(self.spells) if event.kind is Kind.REPORTER_ASKED]
        return asked[-1] if asked and self.question_at is not None else None

    @property
    def overdue(self) -> bool:
        return self.open and self.due_at is not None and self.due_at < self.until


#: What the page shows as it is stored.
_COPIED = (
    *("code", "submitted_at", "title", "text", "place", "lat", "lon", "holder_since", "response_due_at", "due_at"),
    *("promised_at", "first_response_at", "first_action_at", "resolved_at", "ended_at", "handoffs", "reopened"),
    *("disputed", "confirmed", "questions", "question_at", "question_until", "stood_still"),
)
_ticket, _agency, _area = Ticket.__table__, Agency.__table__, Area.__table__
_category, _channel = Category.__table__.c, Channel.__table__.c
_holder, _above = _agency.alias("holder"), _area.alias("above")
_kept, _duplicate = _ticket.alias("kept"), _ticket.alias("duplicate")
_FLAGS = (
    select(func.count())
    .select_from(AttachmentFlag)
    .join(Attachment, Attachment.id == AttachmentFlag.attachment_id)
    .where(Attachment.ticket_id == _ticket.c.id)
    .correlate(_ticket)
    .scalar_subquery()
    .label("flags")
)
_MERGED = (_duplicate.c.duplicate_of == _ticket.c.id) & _duplicate.c.visibility.in_(PUBLIC)


def _duplicates_as(name: str, of: ColumnElement[Any]) -> Label[Any]:
    """A figure of the public tickets that were merged into this one; all together change when one of them does."""
    found = select(of).select_from(_duplicate).where(_MERGED).correlate(_ticket)
    return found.scalar_subquery().label(f"duplicates_{name}")


def _street_as(name: str, of: InstrumentedAttribute[str]) -> Label[Any]:
    """Of the street that the ticket names; of two at a crossing, of the one with more reports."""
    lies = select(of).join(StreetTicket, StreetTicket.street_id == Street.id)
    lies = lies.where(StreetTicket.ticket_id == _ticket.c.id).order_by(Street.reports.desc(), Street.id).limit(1)
    return lies.correlate(_ticket).scalar_subquery().label(f"street_{name}")


_PAGE = (
    select(
        *_ticket.c[*_COPIED, "id", "visibility", "source", "desk_at", "status", "closing", "category_id"],
        PUBLIC_SEQ.label("last_seq"),
        *agency_columns("agency", _agency),
        *agency_columns("holder", _holder),
        _category.slug.label("category_slug"),
        _category.name.label("category_name"),
        _category.name_en.label("category_en"),
        _channel.slug.label("channel_slug"),
        _channel.name.label("channel_name"),
        _channel.name_en.label("channel_en"),
        _channel.kind.label("channel_kind"),
        _area.c.code.label("area_code"),
        _area.c.name.label("area_name"),
        _area.c.level.label("area_level"),
        _above.c.code.label("above_code"),
        _above.c.name.label("above_name"),
        _kept.c.code.label("duplicate_of"),
        _kept.c.visibility.label("kept_visibility"),
        _street_as("slug", Street.slug),
        _street_as("name", Street.name),
        *(_kept.c[name].label(f"kept_{name}") for name in ("source", "desk_at", "ended_at", "due_at", "status")),
        _duplicates_as("count", func.count()),
        _duplicates_as("ids", func.sum(_duplicate.c.id)),
        _FLAGS,
        others_of(_ticket),
        count_of(_ticket),
        CITY_VERSION.label("city"),
    )
    .join(_agency, _ticket.c.agency_id == _agency.c.id)
    .join(_holder, _ticket.c.holder_id == _holder.c.id)
    .outerjoin(Category.__table__, _ticket.c.category_id == _category.id)
    .outerjoin(Channel.__table__, _ticket.c.channel_id == _channel.id)
    .outerjoin(_area, _ticket.c.area_id == _area.c.id)
    .outerjoin(_above, _area.c.parent_id == _above.c.id)
    .outerjoin(_kept, _ticket.c.duplicate_of == _kept.c.id)
    .where(_ticket.c.code == bindparam("code"))
)


def version(session: Session, code: str) -> TicketVersion | None:
    """The version of the public ticket with exactly this code; None when there is none or it is pending."""
    found = version_of_any(session, code)
    return found if found is not None and Visibility(found.visibility) in PUBLIC else None


def version_of_any(session: Session, code: str) -> TicketVersion | None:
    """The same of any ticket: for its reporter, and nobody else."""
    row = session.execute(_PAGE, {"code": code}).first()
    if row is None:
        return None
    return TicketVersion(
        id=row.id,
        last_seq=row.last_seq,
        city=row.city,
        visibility=row.visibility,
        others=(
            *(row.duplicate_of, row.kept_visibility, row.duplicates_count, int(row.duplicates_ids or 0)),
            *(row.flags, int(row.same_words or 0), row.witnesses),
        ),
        street=row.street_slug,
        holder_since=row.holder_since,
        deadlines=(row.due_at, row.response_due_at, row.promised_at),
        open=Status(row.status) in OPEN,
        source=row.source,
        desk_at=row.desk_at,
        twin=(row.kept_status, row.kept_ended_at) if row.duplicate_of else None,
        twin_source=(row.kept_source or "", row.kept_desk_at),
        row=row,
    )


def ticket_page(session: Session, known: TicketVersion, clocks: SourceClocks, *, inside: bool = False) -> TicketPage:
    """Everything on the page of a public ticket whose version was just read.

    ``inside``: for its own reporter, with the photos of public events that nobody else may see.
    """
    row, ticket_id, visibility = known.row, known.id, Visibility(known.visibility)
    until = max(clocks.until(row.source, row.desk_at), row.holder_since)
    events = events_of(session, ticket_id, visibility, inside=inside)
    changes = [event for event in events if event.kind is Kind.VISIBILITY_CHANGED]
    why: dict[str, Any] = {"delayed": bool(changes) and changes[-1].delayed}
    if told := [event for event in changes if event.text]:
        last = told[-1]
        why |= {"reason": last.text, "reason_at": last.at, "reason_kind": last.reason_kind}
        why["reason_agency"] = last.agency
    if visibility is Visibility.HIDDEN:
        head = {"code": row.code, "submitted_at": row.submitted_at, "last_seq": row.last_seq, "until": until}
        return TicketPage(**head, visibility=visibility, **why)
    deadlines = Deadlines(response_due=row.response_due_at, due=row.due_at, first_action=row.first_action_at)
    spells = timeline_of(session, ticket_id, events, deadlines, until)
    return TicketPage(
        last_seq=row.last_seq,
        **{name: getattr(row, name) for name in _COPIED},
        **_named(row),
        visibility=visibility,
        until=until,
        last_word=clocks.last_word(row.source, row.desk_at),
        status=Status(row.status),
        closing=Closing(row.closing) if row.closing else None,
        witnesses=witnesses_of(session, ticket_id, row.ended_at) if row.witnesses else NOBODY,
        asks=asked(visibility, Status(row.status), row.ended_at, until),
        duplicates=_duplicates(session, ticket_id) if row.duplicates_count else (),
        **why,
        spells=spells,
        shares=timeline_build.shares(spells),
        twin=(twin := _twin(row, clocks)),
        life=_life(row, spells, until, twin),
    )


def _twin(row: Row[*tuple[Any, ...]], clocks: SourceClocks) -> Twin | None:
    if not row.duplicate_of or Visibility(row.kept_visibility) not in SEARCHED:
        return None
    until = row.kept_ended_at or clocks.until(row.kept_source, row.kept_desk_at)
    return Twin(code=row.duplicate_of, status=Status(row.kept_status), due_at=row.kept_due_at, until=until)


def _life(
    row: Row[*tuple[Any, ...]], spells: tuple[TimelinePeriod, ...], until: datetime, twin: Twin | None
) -> Life | None:
    status = Status(row.status)
    if status is Status.TIDAK_DIKETAHUI:
        return None
    facts = LifeFacts(
        start=row.submitted_at,
        end=row.ended_at or until,
        due=row.due_at,
        status=status,
        followed=twin.until if twin else None,
    )
    return life_of_timeline(facts, spells)


def _named(row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    """What the ticket refers to, with its name and address."""
    return {
        "agency": agency_ref(row, "agency"),
        "holder": agency_ref(row, "holder"),
        "category": Name(row.category_slug, row.category_name, row.category_en) if row.category_slug else None,
        "channel": Name(row.channel_slug, row.channel_name, row.channel_en, row.channel_kind)
        if row.channel_slug
        else None,
        "area": Name(row.area_code, row.area_name, level=row.area_level) if row.area_code else None,
        "area_above": Name(row.above_code, row.above_name) if row.above_code else None,
        "street": Name(row.street_slug, row.street_name) if row.street_slug and row.place else None,
        "duplicate_of": row.duplicate_of or "",
    }


def _duplicates(session: Session, ticket_id: int) -> tuple[str, ...]:
    """Codes of the public tickets that were merged into this one, the oldest first."""
    merged = select(Ticket.code).where(Ticket.duplicate_of == ticket_id, Ticket.visibility.in_(PUBLIC))
    return tuple(session.scalars(merged.order_by(Ticket.submitted_at, Ticket.id).limit(50)))

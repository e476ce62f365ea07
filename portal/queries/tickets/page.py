"""A ticket's public page: its version, then two statements (a third names its duplicates)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

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
from ...models import Ticket
from .events import agency_ref, events_of, timeline_of
from .version import COPIED, TicketVersion
from .witnesses import NOBODY, Witnesses, witnesses_of


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
    recheck_at: datetime | None = None  # since when a validator is asked to look at the end again
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

    @property
    def came_with(self) -> TimelineEvent | None:
        """How it came in, if its photos stand beside its words: None without any, or where a pair shows the first."""
        came = (event for event in events_in(self.spells) if event.kind is Kind.RECEIVED and event.photos)
        return None if self.pairs else next(came, None)

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
        **{name: getattr(row, name) for name in COPIED},
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

"""An officer's queue of tickets, the most urgent first, and the place of one ticket in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from sqlalchemy import Case, ColumnElement, Row, Select, and_, case, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from ...domain.life import Life, LifeFacts
from ...domain.paging import Pages
from ...domain.status import Status
from ...domain.transitions import ENDS_QUESTION
from ...domain.witness import WitnessKind
from ...models import Agency, Area, Category, Draft, Event, Original, Ticket, Witness
from ..city.clocks import passed
from ..tickets.lives import lives
from .part import APART, Part, Tab, answered_today, matching, open_at_all, within

PAGE = 25
BEHIND, WINDOW = 4, 20  # rows beside a ticket: how many of them stand before it, and how many there are
LATE, USUAL, TODAY = 0, 1, 2  # groups of a queue, in their order
_QUESTION_ENDED = (
    select(Event.kind)
    .where(Event.ticket_id == Ticket.id, Event.kind.in_(sorted(ENDS_QUESTION)), Ticket.question_at.is_(None))
    .order_by(Event.happened_at.desc(), Event.seq.desc())
    .limit(1)
    .correlate(Ticket)
    .scalar_subquery()
)
_UNSOLVED = (
    select(func.count())
    .where(Witness.ticket_id == Ticket.id, Witness.kind == WitnessKind.UNSOLVED.value)
    .where(Ticket.recheck_at.is_not(None), Witness.said_at >= Ticket.ended_at)
    .correlate(Ticket)
    .scalar_subquery()
)
_AT = re.compile(r"([012])\.(\d{1,11})\.(\d{1,18})")


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """Where in a queue a ticket stands, or stood before it was answered: what the order compares.

    An address carries it, so that what follows a finished ticket is found after that ticket has moved.
    """

    group: int
    due_at: datetime
    id: int

    def __str__(self) -> str:
        return f"{self.group}.{int(self.due_at.timestamp())}.{self.id}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The place that ``str`` wrote; None for anything else."""
        found = _AT.fullmatch(text) if text.isascii() else None
        return cls(int(found[1]), datetime.fromtimestamp(int(found[2]), UTC), int(found[3])) if found else None


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One ticket of the queue. ``until``: up to when its state is known; ``waiting``: not answered today;
    ``half_written``: this officer has a draft."""

    code: str
    at: QueuePlace
    title: str
    category: str
    category_en: str
    area: str
    status: str
    agency: str
    holder: str
    due_at: datetime
    response_due_at: datetime
    promised_at: datetime | None
    question_until: datetime | None  # of the open question to the reporter
    question_ended: str  # the kind of event that ended the last question; "": none has
    recheck_at: datetime | None  # since when a validator is asked to look at its end again
    unsolved: int  # people who say so of that end
    disputed: int
    answered: bool
    until: datetime
    ended: bool
    waiting: bool
    half_written: bool
    life: Life | None

    @property
    def overdue(self) -> bool:
        return self.due_at < self.until and not self.ended


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue with the counts of every tab. ``asked``: the page that was asked for and is not there."""

    part: Part
    counts: dict[Tab, int]
    rows: list[QueueRow]
    pages: Pages
    asked: int | None = None

    @property
    def tab(self) -> Tab:
        return self.part.tab

    @property
    def q(self) -> str:
        return self.part.q

    def place(self, tab: Tab | None = None) -> dict[str, str | int]:
        """The query string of this tab, or of another tab, with the same words."""
        return address(self.part, tab=tab)

    def to(self, row: QueueRow) -> dict[str, str | int]:
        """The query string that takes a ticket's page along in this queue, at its place."""
        return {**address(self.part), "at": str(row.at)}


@dataclass(frozen=True, slots=True)
class Beside:
    """The rows before and after one ticket. ``at``: its place; None: it is in no such queue, which then begins anew.

    ``number``: which of ``count`` it is, None once it has left; ``page``: the queue's page of this place.
    """

    part: Part
    at: QueuePlace | None
    count: int
    number: int | None
    page: int
    rows: list[QueueRow]
    before: QueueRow | None
    after: QueueRow | None

    def to(self, row: QueueRow) -> dict[str, str | int]:
        """The query string that takes another ticket's page along in this queue, at its place."""
        return {**address(self.part), "at": str(row.at)}

    @property
    def back(self) -> dict[str, str | int]:
        """The query string of the queue's page on which this place is."""
        return address(self.part, self.page)

    @property
    def here(self) -> dict[str, str | int]:
        """The same for this ticket: it keeps its place, whatever is done to it."""
        place = address(self.part)
        return place if self.at is None else {**place, "at": str(self.at)}


def address(part: Part, page: int = 1, tab: Tab | None = None) -> dict[str, str | int]:
    """The query string of a part of the queue."""
    given: dict[str, str | int] = {"tab": (tab or part.tab).value}
    if page > 1:
        given["page"] = page
    return {**given, "q": part.q} if part.q else given


def queue(session: Session, part: Part, page: int) -> Queue:
    """Page ``page`` (from 1) of a part; the last one where there are not so many."""
    part = part.opened()
    counts = _counts(session, part)
    pages = Pages.nearest(page, counts[part.tab], PAGE)
    rows = _rows(session, part, pages.start, PAGE, drawn=True)
    return Queue(part, counts, rows, pages, page if page != pages.number else None)


def beside(session: Session, part: Part, code: str, at: QueuePlace | None = None) -> Beside:
    """The queue around the ticket ``code``, or around the place ``at`` where it stood."""
    part = part.opened()
    at = at or _place(session, part, code)
    count, position = _position(session, part, at)
    start = max(0, position - BEHIND)
    rows = _rows(session, part, start, WINDOW)
    earlier, later = rows[: position - start], rows[position - start :]
    return Beside(
        part=part,
        at=at,
        count=count,
        number=next((start + i for i, row in enumerate(rows, 1) if row.code == code), None),
        page=position // PAGE + 1,
        rows=rows,
        before=_other(reversed(earlier), code),
        after=_other(later, code),
    )


def _other(rows: Iterable[QueueRow], code: str) -> QueueRow | None:
    """The first row that is not the ticket itself, which may have moved."""
    return next((row for row in rows if row.code != code), None)


def _order(part: Part) -> tuple[Case[int], InstrumentedAttribute[Any], InstrumentedAttribute[int]]:
    """Unanswered past its answer date, then by the due date; answered today, last of all: it is out of the way. What is
    to be looked at again: since when."""
    unanswered = and_(Ticket.first_action_at.is_(None), passed(part.clocks, Ticket.response_due_at))
    group = case((answered_today(part), TODAY), (unanswered, LATE), else_=USUAL)
    return group, Ticket.recheck_at if part.tab is Tab.RECHECK else Ticket.due_at, Ticket.id


def _place(session: Session, part: Part, code: str) -> QueuePlace | None:
    """Where a ticket of this part stands; None for another."""
    here = select(*_order(part)).where(Ticket.code == code, within(part, part.tab), *matching(part))
    found = session.execute(here).first()
    return QueuePlace(*found) if found else None


def _precedes(part: Part, at: QueuePlace) -> ColumnElement[bool]:
    group, due_at, id = _order(part)
    same_day = or_(due_at < at.due_at, and_(due_at == at.due_at, id < at.id))
    return or_(group < at.group, and_(group == at.group, same_day))


def _counts(session: Session, part: Part) -> dict[Tab, int]:
    """How many tickets each tab has. Those that hold what may have ended are counted apart; rechecks are named where
    the city has them, or had them and some wait still."""
    still_open = [tab for tab in part.tabs if tab not in APART]
    apart = [select(func.count()).where(within(part, tab), *matching(part)).scalar_subquery() for tab in APART]
    found = session.execute(
        select(*(_sum(within(part, tab)) for tab in still_open), *apart)
        .where(open_at_all(part), *matching(part))
    ).one()  # fmt: skip
    counts = dict(zip([*still_open, *APART], map(int, found), strict=True))
    named = part.rechecks or part.tab is Tab.RECHECK or counts[Tab.RECHECK]
    return {tab: counts[tab] for tab in part.tabs if tab is not Tab.RECHECK or named}


def _position(session: Session, part: Part, at: QueuePlace | None) -> tuple[int, int]:
    """How many tickets the part has, and how many of them precede ``at``."""
    preceding = literal(0) if at is None else _sum(_precedes(part, at))
    held = select(func.count(), preceding).where(within(part, part.tab), *matching(part))
    count, position = session.execute(held.select_from(Ticket)).one()
    return int(count), int(position)


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _rows(session: Session, part: Part, start: int, count: int, *, drawn: bool = False) -> list[QueueRow]:
    """``drawn``: with their lives."""
    wanted = _columns(part).where(within(part, part.tab), *matching(part))
    rows = session.execute(wanted.order_by(*_order(part)).limit(count).offset(start)).all()  # ends with the id
    lived = lives(session, {row.Ticket.id: _facts(row.Ticket, part) for row in rows}) if drawn else {}
    return [_row(row, part, lived.get(row.Ticket.id)) for row in rows]


def _facts(ticket: Ticket, part: Part) -> LifeFacts:
    until = max(part.clocks.until(ticket.source, ticket.desk_at), ticket.holder_since)
    return LifeFacts(
        start=ticket.submitted_at, end=ticket.ended_at or until, due=ticket.due_at, status=Status(ticket.status)
    )


def _columns(part: Part) -> Select[*tuple[Any, ...]]:
    agency, holder = aliased(Agency), aliased(Agency)
    half_written = select(Draft.ticket_id).where(Draft.officer_id == part.actor.officer).correlate(None)
    return (
        select(
            Ticket,
            Original.title.label("original_title"),
            Category.name.label("category"),
            Category.name_en.label("category_en"),
            Area.name.label("area"),
            agency.name.label("agency"),
            holder.name.label("holder"),
            *(column.label(name) for column, name in zip(_order(part), ("group", "due"), strict=False)),
            _UNSOLVED.label("unsolved"),
            _QUESTION_ENDED.label("question_ended"),
            Ticket.id.in_(half_written).label("half_written"),
        )
        .join(agency, Ticket.agency_id == agency.id)
        .join(holder, Ticket.holder_id == holder.id)
        .outerjoin(Original, Original.ticket_id == Ticket.id)
        .outerjoin(Category, Ticket.category_id == Category.id)
        .outerjoin(Area, Ticket.area_id == Area.id)
    )


def _row(row: Row[*tuple[Any, ...]], part: Part, life: Life | None) -> QueueRow:
    """With the title as it came in, where the public sees less."""
    ticket = row.Ticket
    return QueueRow(
        code=ticket.code,
        at=QueuePlace(row.group, row.due, ticket.id),
        title=row.original_title or ticket.title,
        category=row.category or "",
        category_en=row.category_en or "",
        area=row.area or "",
        status=ticket.status,
        agency=row.agency,
        holder=row.holder,
        due_at=ticket.due_at,
        response_due_at=ticket.response_due_at,
        promised_at=ticket.promised_at,
        question_until=ticket.question_until,
        question_ended=row.question_ended or "",
        recheck_at=ticket.recheck_at,
        unsolved=row.unsolved,
        disputed=ticket.disputed,
        answered=ticket.first_action_at is not None,
        until=part.clocks.until(ticket.source, ticket.desk_at),
        ended=ticket.ended_at is not None,
        waiting=row.group != TODAY,
        half_written=bool(row.half_written),
        life=life,
    )

"""An officer's queue of tickets, the most urgent first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from ...domain.permission import EVERYWHERE, Actor, Role
from ...domain.source_clock import SourceClocks
from ...domain.status import Status
from ...models import Agency, Area, Category, Original, Ticket
from ..city.clocks import IS_OPEN, passed, read_sources

PAGE = 25
WORDS = 8  # of a search; more are not asked for
SOON = timedelta(hours=24)


class Tab(StrEnum):
    """The parts of a queue."""

    ALL = "all"  # open, and the agency holds it
    ANSWER = "answer"  # nobody has answered the citizen yet
    OVERDUE = "overdue"
    SOON = "soon"  # due within a day
    ASKED = "asked"  # another agency waits for this one's answer
    ELSEWHERE = "elsewhere"  # the agency is responsible, another holds it
    CHECK = "check"  # resolutions to be validated


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One ticket of the queue; ``until``: up to when its state is known."""

    code: str
    title: str
    category: str
    category_en: str
    area: str
    status: str
    holder: str
    due_at: datetime
    response_due_at: datetime
    promised_at: datetime | None
    answered: bool
    until: datetime

    @property
    def overdue(self) -> bool:
        return self.due_at < self.until


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue with the counts of every tab."""

    tab: Tab
    counts: dict[Tab, int]
    rows: list[QueueRow]
    page: int
    pages: int
    q: str = ""

    def place(self, page: int | None = None, tab: Tab | None = None) -> dict[str, str | int]:
        """The query string of this page of the queue, or of another page or tab of the same search."""
        at = {"tab": (tab or self.tab).value, "page": page or (1 if tab else self.page)}
        return {**at, "q": self.q} if self.q else at

    def around(self, code: str) -> tuple[QueueRow | None, QueueRow | None]:
        """The rows before and after a ticket on this page; for one that has left it, None and the first."""
        codes = [row.code for row in self.rows]
        at = codes.index(code) if code in codes else -1
        before = self.rows[at - 1] if at > 0 else None
        return before, self.rows[at + 1] if at + 1 < len(codes) else None


def tabs_for(actor: Actor) -> list[Tab]:
    """The tabs that an officer of this role has use for."""
    if actor.role is Role.VALIDATOR:
        return [Tab.CHECK]
    tabs = [Tab.ALL, Tab.ANSWER, Tab.OVERDUE, Tab.SOON, Tab.ASKED, Tab.ELSEWHERE]
    return [*tabs, Tab.CHECK] if actor.role in EVERYWHERE else tabs


def queue(session: Session, actor: Actor, tab: Tab, page: int, now: datetime, q: str = "") -> Queue:
    """Page ``page`` (from 1) of ``tab``; coordinators and admins see every agency's tickets.

    ``q``: words that all stand in a ticket's code, title, category or area.
    """
    tabs = tabs_for(actor)
    tab = tab if tab in tabs else tabs[0]
    matching, clocks = _matching(q), SourceClocks(now, read_sources(session))
    counts = _counts(session, actor, tabs, clocks, matching)
    pages = max(1, -(-counts[tab] // PAGE))
    page = min(max(1, page), pages)
    holder = aliased(Agency)
    rows = session.execute(
        _rows(holder)
        .where(_within(actor, tab, clocks), *matching)
        .order_by(*_worst_first(clocks))
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return Queue(tab, counts, [_row(row, clocks) for row in rows], page, pages, q)


def _matching(q: str) -> list[ColumnElement[bool]]:
    """A condition for each word; titles are those that officers see, where the public sees less."""
    return [_contains(word) for word in q.split()[:WORDS]]


def _contains(word: str) -> ColumnElement[bool]:
    return or_(
        Ticket.code.icontains(word, autoescape=True),
        Ticket.title.icontains(word, autoescape=True),
        Ticket.id.in_(_named(Original.ticket_id, word, Original.title)),
        Ticket.category_id.in_(_named(Category.id, word, Category.name, Category.name_en)),
        Ticket.area_id.in_(_named(Area.id, word, Area.name)),
    )


def _named(ids: InstrumentedAttribute[int], word: str, *names: InstrumentedAttribute[str]) -> Select[int]:
    """Ids of another table's rows that a name holds the word; a subquery of its own, whatever the queue joins."""
    return select(ids).where(or_(*(name.icontains(word, autoescape=True) for name in names))).correlate(None)


def _counts(
    session: Session, actor: Actor, tabs: list[Tab], clocks: SourceClocks, matching: list[ColumnElement[bool]]
) -> dict[Tab, int]:
    sums = [func.coalesce(func.sum(case((_within(actor, tab, clocks), 1), else_=0)), 0) for tab in tabs]
    found = session.execute(select(*sums).where(IS_OPEN, _mine_at_all(actor), *matching)).one()
    return {tab: int(count) for tab, count in zip(tabs, found, strict=True)}


def _mine_at_all(actor: Actor) -> ColumnElement[bool]:
    if actor.role in EVERYWHERE:
        return IS_OPEN
    if actor.role is Role.VALIDATOR:
        return Ticket.status == Status.VALIDASI.value
    return or_(Ticket.holder_id == actor.agency, Ticket.agency_id == actor.agency)


def _within(actor: Actor, tab: Tab, clocks: SourceClocks) -> ColumnElement[bool]:
    everywhere = actor.role in EVERYWHERE
    mine = IS_OPEN
    if not everywhere:
        mine = and_(mine, Ticket.holder_id == actor.agency)
    parts: dict[Tab, ColumnElement[bool]] = {
        Tab.ALL: mine,
        Tab.ANSWER: and_(mine, Ticket.first_action_at.is_(None)),
        Tab.OVERDUE: and_(mine, passed(clocks)),
        Tab.SOON: and_(mine, ~passed(clocks), passed(clocks, ahead=SOON)),
        Tab.ASKED: and_(mine, Ticket.status == Status.KOORDINASI.value),
        Tab.ELSEWHERE: and_(
            IS_OPEN,
            Ticket.holder_id != Ticket.agency_id,
            IS_OPEN if everywhere else Ticket.agency_id == actor.agency,
        ),
        Tab.CHECK: and_(IS_OPEN, Ticket.status == Status.VALIDASI.value, Ticket.agency_id != actor.agency),
    }
    return parts[tab]


def _rows(holder: type[Agency]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Ticket,
            Original.title.label("original_title"),
            Category.name.label("category"),
            Category.name_en.label("category_en"),
            Area.name.label("area"),
            holder.name.label("holder"),
        )
        .join(holder, Ticket.holder_id == holder.id)
        .outerjoin(Original, Original.ticket_id == Ticket.id)
        .outerjoin(Category, Ticket.category_id == Category.id)
        .outerjoin(Area, Ticket.area_id == Area.id)
    )


def _worst_first(clocks: SourceClocks) -> tuple[ColumnElement[int], ColumnElement[datetime], ColumnElement[int]]:
    """Unanswered past its answer date, then by the due date."""
    unanswered = and_(Ticket.first_action_at.is_(None), passed(clocks, Ticket.response_due_at))
    return (case((unanswered, 0), else_=1), Ticket.due_at.asc(), Ticket.id.asc())


def _row(row: Row[*tuple[Any, ...]], clocks: SourceClocks) -> QueueRow:
    """With the title as it came in, where the public sees less."""
    ticket = row.Ticket
    return QueueRow(
        code=ticket.code,
        title=row.original_title or ticket.title,
        category=row.category or "",
        category_en=row.category_en or "",
        area=row.area or "",
        status=ticket.status,
        holder=row.holder,
        due_at=ticket.due_at,
        response_due_at=ticket.response_due_at,
        promised_at=ticket.promised_at,
        answered=ticket.first_action_at is not None,
        until=clocks.until(ticket.source, ticket.desk_at),
    )

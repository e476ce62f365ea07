"""What an officer may ask of a queue: whose, which part of it, with which words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from ...domain.permission import EVERYWHERE, Actor, Role
from ...domain.source_clock import SourceClocks
from ...domain.status import Status
from ...domain.transitions import RESPONSES
from ...domain.visibility import Visibility
from ...models import Agency, Area, Category, Event, Original, Ticket
from ..city.clocks import IS_OPEN, passed

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
    REPORTER = "reporter"  # its reporter is or was asked, or contested an end
    CHECK = "check"  # resolutions to be validated
    RECHECK = "recheck"  # ends of which so many people say that they are none that a validator is to look
    HELD = "held"  # not published yet: somebody looks at it first
    TODAY = "today"  # answered today from this desk, ended or not


#: Parts with tickets that have ended.
APART = (Tab.RECHECK, Tab.TODAY)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a queue as ``clocks`` tell its tickets' time; ``today``: when the city's day began.

    Coordinators and admins have every agency's tickets. ``q``: words that all stand in a ticket's code, title,
    category, area or agencies. ``moderated``: the city looks at reports before they are published; ``rechecks``: people
    can ask a validator to look at an end again.
    """

    actor: Actor
    tab: Tab
    clocks: SourceClocks
    today: datetime
    q: str = ""
    moderated: bool = False
    rechecks: bool = False

    @property
    def everywhere(self) -> bool:
        """Whether the queue is that of all agencies."""
        return self.actor.role in EVERYWHERE

    @property
    def tabs(self) -> list[Tab]:
        """The parts that an officer of this role has use for."""
        if self.actor.role is Role.VALIDATOR:
            return [Tab.CHECK, Tab.RECHECK]
        check = [Tab.CHECK, Tab.RECHECK] if self.everywhere else []
        held = [Tab.HELD] if self.moderated and self.actor.role is not Role.OFFICER else []
        ours = [Tab.ALL, Tab.ANSWER, Tab.OVERDUE, Tab.SOON, Tab.REPORTER, Tab.ASKED, Tab.ELSEWHERE]
        return [*held, *ours, *check, Tab.TODAY]

    def opened(self) -> Self:
        """This part, or the first one where the role has no use for it."""
        first = Tab.ALL if Tab.ALL in self.tabs else self.tabs[0]
        return self if self.tab in self.tabs else replace(self, tab=first)


def open_at_all(part: Part) -> ColumnElement[bool]:
    """The tickets that any tab may hold but those of APART; an index finds them."""
    if part.everywhere:
        return IS_OPEN
    if part.actor.role is Role.VALIDATOR:
        return and_(IS_OPEN, Ticket.status == Status.VALIDASI.value)
    return and_(IS_OPEN, or_(Ticket.holder_id == part.actor.agency, Ticket.agency_id == part.actor.agency))


def within(part: Part, tab: Tab) -> ColumnElement[bool]:
    """Whether a ticket is in ``tab`` of this queue."""
    mine = IS_OPEN if part.everywhere else and_(IS_OPEN, Ticket.holder_id == part.actor.agency)
    responsible = IS_OPEN if part.everywhere else and_(IS_OPEN, Ticket.agency_id == part.actor.agency)
    others = Ticket.agency_id != part.actor.agency
    parts: dict[Tab, Callable[[], ColumnElement[bool]]] = {
        Tab.ALL: lambda: mine,
        Tab.ANSWER: lambda: and_(mine, Ticket.first_action_at.is_(None)),
        Tab.OVERDUE: lambda: and_(mine, passed(part.clocks)),
        Tab.SOON: lambda: and_(mine, ~passed(part.clocks), passed(part.clocks, ahead=SOON)),
        Tab.ASKED: lambda: and_(mine, Ticket.status == Status.KOORDINASI.value),
        Tab.ELSEWHERE: lambda: and_(responsible, Ticket.holder_id != Ticket.agency_id),
        Tab.REPORTER: lambda: and_(mine, or_(Ticket.questions > 0, Ticket.disputed > 0)),
        Tab.CHECK: lambda: and_(IS_OPEN, Ticket.status == Status.VALIDASI.value, others),
        Tab.RECHECK: lambda: and_(Ticket.recheck_at.is_not(None), others),
        Tab.HELD: lambda: and_(mine, Ticket.visibility == Visibility.PENDING.value),
        Tab.TODAY: lambda: answered_today(part),
    }
    return parts[tab]()


def answered_today(part: Part) -> ColumnElement[bool]:
    """Whether somebody has answered it today from this desk; of an agency's queue, somebody of that agency.

    No column stands alone for the agency: SQLite would read all events that it ever had instead of today's.
    """
    answers = [Event.officer_id.is_not(None), Event.happened_at >= part.today, Event.kind.in_(sorted(RESPONSES))]
    ours = [] if part.everywhere else [func.coalesce(Event.agency_id, 0) == part.actor.agency]
    return Ticket.id.in_(select(Event.ticket_id).where(*answers, *ours).correlate(None))


def matching(part: Part) -> list[ColumnElement[bool]]:
    """A condition for each word; titles are those that officers see, where the public sees less."""
    return [_contains(word, part.actor.agency) for word in part.q.split()[:WORDS]]


def _contains(word: str, own: int) -> ColumnElement[bool]:
    """``own``: the officer's agency, whose name would find all of its queue."""
    agencies = _named(Agency.id, word, Agency.name, Agency.short).where(Agency.id != own)
    return or_(
        Ticket.code.icontains(word, autoescape=True),
        Ticket.title.icontains(word, autoescape=True),
        Ticket.id.in_(_named(Original.ticket_id, word, Original.title)),
        Ticket.category_id.in_(_named(Category.id, word, Category.name, Category.name_en)),
        Ticket.area_id.in_(_named(Area.id, word, Area.name)),
        Ticket.holder_id.in_(agencies),
        Ticket.agency_id.in_(agencies),
    )


def _named(ids: InstrumentedAttribute[int], word: str, *names: InstrumentedAttribute[str]) -> Select[int]:
    """Ids of another table's rows that a name holds the word; a subquery of its own, whatever the queue joins."""
    return select(ids).where(or_(*(name.icontains(word, autoescape=True) for name in names))).correlate(None)

"""The front page: how much waits now, how long half of it takes, what waits longest, and what was said last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from ..domain.event import Kind
from ..domain.figure import ENOUGH
from ..domain.lens import TicketFilter
from ..domain.visibility import SEARCHED
from ..models import Agency, Area, Category, Event, StoredScorecard, Ticket, scorecard_json
from ..search.engine import Engine, SearchRequest

LATE = 6
FREQUENT = 4
ANSWERS = 5
SCANNED = 600  # newest events in which the newest answers are looked for
SAID = (Kind.RESPONDED, Kind.COORDINATION_ANSWERED, Kind.COMPLETED, Kind.RESOLVED, Kind.REJECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A ticket in one line: its title, or ('' for a stub) its category and area."""

    code: str
    title: str
    category: str
    category_en: str
    area: str
    submitted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Something that an agency answered lately."""

    ticket: Line
    seq: int
    status: str
    agency: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Frequent:
    """A category that is reported often, with how often."""

    slug: str
    name: str
    name_en: str
    count: int


@dataclass(frozen=True, slots=True)
class Median:
    """Seconds within which half of the tickets of a period were resolved, open ones counted as waiting."""

    seconds: float
    period: str
    n: int


@dataclass(frozen=True, slots=True)
class Late:
    """How many overdue tickets an agency is responsible for."""

    slug: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """``total``, ``open``, ``overdue`` count what the list of tickets shows."""

    total: int
    open: int
    overdue: int
    frequent: tuple[Frequent, ...]
    late: tuple[Late, ...]
    median: Median | None
    oldest: Line | None
    answers: tuple[Said, ...]


_SHOWN = Ticket.visibility.in_(SEARCHED)
_LINE = (Ticket.code, Ticket.title, Category.name, Category.name_en, Area.name, Ticket.submitted_at)


def home_page(session: Session, engine: Engine, now: datetime) -> HomePage:
    found = engine.search(SearchRequest(None, TicketFilter(), now, limit=0, trend=False))
    total, open_, overdue = (found.total, found.open, found.overdue) if found.total else _counted(session, now)
    return HomePage(
        total=total,
        open=open_,
        overdue=overdue,
        frequent=_frequent(session, found.facets.get("category", {})),
        late=_late(session, found.overdue_by_agency),
        median=_median(session),
        oldest=_oldest(session),
        answers=_answers(session),
    )


def _counted(session: Session, now: datetime) -> tuple[int, int, int]:
    """(all, open, overdue) from the tickets themselves, while the index is being built."""
    is_open = Ticket.ended_at.is_(None)
    counts = select(
        func.count(),
        func.count(case((is_open, 1))),
        func.count(case((is_open & (Ticket.due_at < now), 1))),
    )
    total, open_, overdue = session.execute(counts.where(_SHOWN)).one()
    return total, open_, overdue


def _frequent(session: Session, counts: Mapping[str, int]) -> tuple[Frequent, ...]:
    """The categories with most tickets, most first."""
    most = _most(counts, FREQUENT)
    rows = session.execute(select(Category.slug, Category.name, Category.name_en).where(Category.slug.in_(most)))
    names = {slug: (name, name_en) for slug, name, name_en in rows}
    return tuple(Frequent(slug, *names[slug], counts[slug]) for slug in most if slug in names)


def _most(counts: Mapping[str, int], wanted: int) -> list[str]:
    return sorted(counts, key=lambda slug: (-counts[slug], slug))[:wanted]


def _late(session: Session, counts: Mapping[str, int]) -> tuple[Late, ...]:
    """The agencies with most overdue tickets, most first."""
    most = _most(counts, LATE)
    rows = session.execute(select(Agency.slug, Agency.name).where(Agency.slug.in_(most)))
    names = {slug: name for slug, name in rows}
    return tuple(Late(slug, names.get(slug, slug), counts[slug]) for slug in most)


def _median(session: Session) -> Median | None:
    """Of the newest year that is large enough and old enough to have a median."""
    rows = session.execute(
        select(StoredScorecard.period, StoredScorecard.figures)
        .where(StoredScorecard.cell == "city", func.length(StoredScorecard.period) == len("2023"))
        .order_by(StoredScorecard.period.desc(), StoredScorecard.seq)
        .limit(2)
    )
    for period, figures in rows:
        figure = scorecard_json.parsed(figures).card.resolution.median
        if figure.value is not None and figure.n >= ENOUGH:
            return Median(figure.value, period, figure.n)
    return None


def _oldest(session: Session) -> Line | None:
    """The public ticket that has waited longest."""
    row = session.execute(
        select(*_LINE)
        .outerjoin(Category, Ticket.category_id == Category.id)
        .outerjoin(Area, Ticket.area_id == Area.id)
        .where(Ticket.ended_at.is_(None), _SHOWN)
        .order_by(Ticket.submitted_at, Ticket.id)
        .limit(1)
    ).first()
    return _line(*row) if row else None


def _answers(session: Session) -> tuple[Said, ...]:
    """The newest words of agencies, one a ticket."""
    end = session.execute(select(func.max(Event.seq))).scalar() or 0
    rows = session.execute(
        select(Event.seq, Event.happened_at, Event.text, Event.status_after, Agency.short, *_LINE)
        .join(Ticket, Event.ticket_id == Ticket.id)
        .join(Agency, func.coalesce(Event.agency_id, Ticket.agency_id) == Agency.id)
        .outerjoin(Category, Ticket.category_id == Category.id)
        .outerjoin(Area, Ticket.area_id == Area.id)
        .where(
            Event.seq > end - SCANNED, Event.public, Event.kind.in_(SAID), Event.text != "", Ticket.visibility == "full"
        )
        .order_by(Event.happened_at.desc(), Event.seq.desc())
    ).all()
    found: dict[str, Said] = {}
    for seq, at, text, status, agency, *line in rows:
        ticket = _line(*line)
        said = Said(ticket=ticket, seq=seq, status=status, agency=agency, text=text, at=at)
        found.setdefault(ticket.code, said)
        if len(found) == ANSWERS:
            break
    return tuple(found.values())


def _line(
    code: str, title: str, category: str | None, category_en: str | None, area: str | None, submitted_at: datetime
) -> Line:
    return Line(
        code=code,
        title=title,
        category=category or "",
        category_en=category_en or "",
        area=area or "",
        submitted_at=submitted_at,
    )

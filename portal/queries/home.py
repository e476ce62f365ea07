"""The front page: how many tickets wait, how long half of them take, which one waits longest, the newest answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import Session

from ..domain.event import Kind
from ..domain.figure import ENOUGH
from ..domain.lens import TicketFilter
from ..domain.visibility import SEARCHED, Visibility
from ..models import Event, StoredScorecard, Ticket, scorecard_json
from ..search.engine import Found, IndexAway, SearchRequest
from .city.version import log_end
from .sources import Sources
from .tickets.hidden import HiddenCount, hidden_count
from .tickets.names import Names, lens_names

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
    """An answer of an agency."""

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
    """``total``, ``open``, ``overdue`` count what the list of tickets shows; ``hidden`` are beside them."""

    total: int
    open: int
    overdue: int
    hidden: HiddenCount
    frequent: tuple[Frequent, ...]
    late: tuple[Late, ...]
    median: Median | None
    oldest: Line | None
    answers: tuple[Said, ...]


_IN_LINE = (Ticket.code, Ticket.title, Ticket.category_id, Ticket.area_id, Ticket.submitted_at)


def home_page(sources: Sources, now: datetime) -> HomePage:
    session, engine, names = sources.session, sources.engine, lens_names(sources)
    try:
        found = engine.search(SearchRequest(None, TicketFilter(), now, limit=0, trend=False))
    except IndexAway:
        found = Found()
    total, open_, overdue = (found.total, found.open, found.overdue) if found.total else _counted(session, now)
    return HomePage(
        total=total,
        open=open_,
        overdue=overdue,
        hidden=hidden_count(session, TicketFilter(), sources.city.zone),
        frequent=_frequent(found.facets.get("category", {}), names),
        late=_late(found.overdue_by_agency, names),
        median=_median(session),
        oldest=_oldest(session, names),
        answers=_answers(session, names),
    )


def _counted(session: Session, now: datetime) -> tuple[int, int, int]:
    """(all, open, overdue) from the tickets themselves, while the index is being built."""
    is_open = Ticket.ended_at.is_(None)
    counts = select(
        func.count(),
        func.count(case((is_open, 1))),
        func.count(case((is_open & (Ticket.due_at < now), 1))),
    )
    total, open_, overdue = session.execute(counts.where(Ticket.visibility.in_(SEARCHED))).one()
    return total, open_, overdue


def _frequent(counts: Mapping[str, int], names: Names) -> tuple[Frequent, ...]:
    """The categories with most tickets, most first."""
    known = [(names.category[slug], n) for slug, n in _most(counts, FREQUENT) if slug in names.category]
    return tuple(Frequent(named.key, named.name, named.name_en, n) for named, n in known)


def _late(counts: Mapping[str, int], names: Names) -> tuple[Late, ...]:
    """The agencies with most overdue tickets, most first."""
    most = _most(counts, LATE)
    return tuple(Late(slug, names.agency[slug].name if slug in names.agency else slug, n) for slug, n in most)


def _most(counts: Mapping[str, int], wanted: int) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:wanted]


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


def _oldest(session: Session, names: Names) -> Line | None:
    """The public ticket that has waited longest."""
    row = session.execute(
        select(*_IN_LINE)
        .where(Ticket.ended_at.is_(None), Ticket.visibility.in_(SEARCHED))
        .order_by(Ticket.submitted_at, Ticket.id)
        .limit(1)
    ).first()
    return _line(row, names) if row else None


def _answers(session: Session, names: Names) -> tuple[Said, ...]:
    """The newest answers of agencies, one a ticket."""
    rows = session.execute(
        select(
            Event.seq,
            Event.happened_at,
            Event.text,
            Event.status_after,
            func.coalesce(Event.agency_id, Ticket.agency_id).label("agency_id"),
            *_IN_LINE,
        )
        .join(Ticket, Event.ticket_id == Ticket.id)
        .where(
            Event.seq > log_end(session) - SCANNED,
            Event.public,
            Event.kind.in_(SAID),
            Event.text != "",
            Ticket.visibility == Visibility.FULL,
        )
        .order_by(Event.happened_at.desc(), Event.seq.desc())
    )
    found: dict[str, Said] = {}
    for row in rows:
        found.setdefault(row.code, _said(row, names))
        if len(found) == ANSWERS:
            break
    return tuple(found.values())


def _said(row: Row[*tuple[Any, ...]], names: Names) -> Said:
    return Said(
        ticket=_line(row, names),
        seq=row.seq,
        status=row.status_after,
        agency=names.by_id("agency", row.agency_id).short,
        text=row.text,
        at=row.happened_at,
    )


def _line(row: Row[*tuple[Any, ...]], names: Names) -> Line:
    category = names.by_id("category", row.category_id)
    return Line(
        code=row.code,
        title=row.title,
        category=category.name,
        category_en=category.name_en,
        area=names.by_id("area", row.area_id).name,
        submitted_at=row.submitted_at,
    )

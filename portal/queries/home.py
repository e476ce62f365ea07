"""The front page: the finding of the week, what waits, the areas to choose from, promises and answers of these days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, case, func, select
from sqlalchemy.orm import Session

from ..domain.city import City
from ..domain.comparison import Measure
from ..domain.event import Kind
from ..domain.figure import ENOUGH, Figure
from ..domain.lens import TicketFilter
from ..domain.source_clock import SourceClocks
from ..domain.status import Status
from ..domain.visibility import SEARCHED, Visibility
from ..models import Event, StoredScorecard, Ticket, scorecard_json
from ..search.engine import Found, IndexAway, SearchRequest
from .areas.index import area_list
from .areas.map import AreaMeasure, ShadedAreas, city_map
from .city.clocks import IS_OPEN, passed, source_clocks
from .city.version import log_end
from .due_promises import DuePromises, due_promises
from .scorecards.in_force import in_force
from .scorecards.periods import scorecards_version
from .sources import Sources
from .tickets.hidden import HiddenCount, hidden_count
from .tickets.names import Named, Names, lens_names
from .tickets.overtaken import stands
from .weekly_finding import FindingPage, finding_page

FREQUENT = 4
ANSWERS = 5
MOST_AREAS = 300  # that one list offers to be chosen from
SCANNED = 600  # newest events in which the newest answers are looked for
SAID = (Kind.RESPONDED, Kind.COORDINATION_ANSWERED, Kind.COMPLETED, Kind.RESOLVED, Kind.REJECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A ticket in one line: its title, or ('' for a stub) its category and area. ``until``: up to when it is known."""

    code: str
    title: str
    category: str
    category_en: str
    area: str
    submitted_at: datetime
    until: datetime

    @property
    def waited(self) -> timedelta:
        return self.until - self.submitted_at


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
    """Seconds within which half of the tickets of a period were resolved, open ones counted as waiting, and the share
    that was within seven days. ``own``: what the city reported to itself, which is left out."""

    seconds: float
    period: str
    n: int
    within_week: Figure
    own: int = 0


@dataclass(frozen=True, slots=True)
class AreaChoices:
    """Areas to choose one from, by name; ``above``: the name of what they lie in, '' where that is said of none."""

    above: str
    areas: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """``total``, ``open``, ``untold``, ``overdue`` count what the list of tickets shows; ``hidden`` are beside them.
    ``finding``: of the week, ``map``: where reports are open beyond their deadline; None before the first computation.

    ``clocks``: up to when the state of each ticket is known.
    """

    total: int
    open: int
    untold: int
    overdue: int
    hidden: HiddenCount
    frequent: tuple[Frequent, ...]
    finding: FindingPage | None
    near: tuple[AreaChoices, ...]
    map: ShadedAreas | None
    promises: DuePromises
    median: Median | None
    oldest: Line | None
    answers: tuple[Said, ...]
    clocks: SourceClocks


_IN_LINE = (
    Ticket.source,
    Ticket.desk_at,
    Ticket.code,
    Ticket.title,
    Ticket.category_id,
    Ticket.area_id,
    Ticket.submitted_at,
)


def home_page(sources: Sources, now: datetime) -> HomePage:
    session, engine, names = sources.session, sources.engine, lens_names(sources)
    clocks = source_clocks(session, sources.cache, now)
    try:
        found = engine.search(SearchRequest(None, TicketFilter(), clocks, limit=0, trend=False))
    except IndexAway:
        found = Found()
    counted = (found.total, found.open, found.untold, found.overdue) if found.total else _counted(session, clocks)
    total, open_, untold, late = counted
    return HomePage(
        total=total,
        open=open_,
        untold=untold,
        overdue=late,
        hidden=hidden_count(session, TicketFilter(), sources.city.zone),
        frequent=_frequent(found.facets.get("category", {}), names),
        finding=finding_page(sources),
        near=_near(sources.city, names),
        map=sources.cache.get("home's map", scorecards_version(session), lambda: _map(sources)),
        promises=due_promises(session, names, clocks),
        median=_median(session),
        oldest=_oldest(session, names, clocks),
        answers=_answers(session, names, clocks),
        clocks=clocks,
    )


def _map(sources: Sources) -> ShadedAreas | None:
    found = area_list(sources, "")
    return city_map(sources.session, sources.cache, found, AreaMeasure.OVERDUE) if found else None


def _near(city: City, names: Names) -> tuple[AreaChoices, ...]:
    """The smallest areas that are not too many for a list, by what they lie in; of one alone none is chosen."""
    levels = {area.level for area in names.area.values()}
    order = [*(level for level in city.levels if level in levels), *sorted(levels - set(city.levels))]
    for level in reversed(order):
        areas = sorted((a for a in names.area.values() if a.level == level), key=lambda a: (a.name.casefold(), a.key))
        if 1 < len(areas) <= MOST_AREAS:
            above: dict[str, list[Named]] = {}
            for area in areas:
                parent = names.area.get(area.parent or "")
                above.setdefault(parent.name if parent else "", []).append(area)
            return tuple(AreaChoices(name, tuple(above[name])) for name in sorted(above))
    return ()


def _counted(session: Session, clocks: SourceClocks) -> tuple[int, int, int, int]:
    """(all, open, of unknown outcome, overdue) from the tickets themselves, while the index is being built."""
    counts = select(
        func.count(),
        func.count(case((IS_OPEN, 1))),
        func.count(case((Ticket.status == Status.TIDAK_DIKETAHUI.value, 1))),
        func.count(case((IS_OPEN & passed(clocks), 1))),
    )
    total, open_, untold, late = session.execute(counts.where(Ticket.visibility.in_(SEARCHED))).one()
    return total, open_, untold, late


def _frequent(counts: Mapping[str, int], names: Names) -> tuple[Frequent, ...]:
    """The categories with most tickets, most first."""
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:FREQUENT]
    known = [(names.category[slug], n) for slug, n in most if slug in names.category]
    return tuple(Frequent(named.key, named.name, named.name_en, n) for named, n in known)


def _median(session: Session) -> Median | None:
    """Of the newest year that is large enough and old enough to have a median."""
    rows = session.execute(
        select(StoredScorecard.period, StoredScorecard.figures)
        .where(StoredScorecard.cell == "city", func.length(StoredScorecard.period) == len("2023"), in_force())
        .order_by(StoredScorecard.period.desc(), StoredScorecard.seq)
        .limit(2)
    )
    for period, figures in rows:
        sheet = scorecard_json.parsed(figures)
        figure = sheet.card.resolution.median
        if figure.value is not None and figure.n >= ENOUGH:
            return Median(figure.value, period, figure.n, Measure.WITHIN_7.figure(sheet.card), sheet.own)
    return None


def _oldest(session: Session, names: Names, clocks: SourceClocks) -> Line | None:
    """The public ticket that has waited longest, as far as is known: of each source the oldest may be the one."""
    spoken = [one.name for one in clocks.sources]
    of = [Ticket.source == name for name in spoken]
    of += [Ticket.source.not_in(spoken)] if clocks.own else []
    oldest: list[tuple[ColumnElement[bool], ColumnElement[Any]]] = [(where, Ticket.submitted_at.asc()) for where in of]
    oldest += [(Ticket.desk_at.is_not(None), (Ticket.desk_at - Ticket.submitted_at).desc())] if spoken else []
    waiting = select(*_IN_LINE).where(IS_OPEN, Ticket.visibility.in_(SEARCHED)).limit(1)
    rows = [session.execute(waiting.where(where).order_by(order, Ticket.id)).first() for where, order in oldest]
    found = [_line(row, names, clocks) for row in rows if row]
    return max(found, key=lambda line: line.waited, default=None)


def _answers(session: Session, names: Names, clocks: SourceClocks) -> tuple[Said, ...]:
    """The newest answers of agencies, one a ticket."""
    end = log_end(session)
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
            Event.seq.between(end - SCANNED + 1, end),  # both ends: without one, SQLite begins with all tickets
            Event.public,
            Event.kind.in_(SAID),
            Event.text != "",
            Ticket.visibility == Visibility.FULL,
            stands(),
        )
        .order_by(Event.happened_at.desc(), Event.seq.desc())
    )
    found: dict[str, Said] = {}
    for row in rows:
        found.setdefault(row.code, _said(row, names, clocks))
        if len(found) == ANSWERS:
            break
    return tuple(found.values())


def _said(row: Row[*tuple[Any, ...]], names: Names, clocks: SourceClocks) -> Said:
    return Said(
        ticket=_line(row, names, clocks),
        seq=row.seq,
        status=row.status_after,
        agency=names.by_id("agency", row.agency_id).short,
        text=row.text,
        at=row.happened_at,
    )


def _line(row: Row[*tuple[Any, ...]], names: Names, clocks: SourceClocks) -> Line:
    category = names.by_id("category", row.category_id)
    return Line(
        code=row.code,
        title=row.title,
        category=category.name,
        category_en=category.name_en,
        area=names.by_id("area", row.area_id).name,
        submitted_at=row.submitted_at,
        until=clocks.until(row.source, row.desk_at),
    )

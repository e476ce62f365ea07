"""Keeps the streets up with the log: those that changed reports lie on are found again, or all of them in a rebuild."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from .. import clock
from ..domain.city import City
from ..domain.cohort import Cohort
from ..domain.figure import ENOUGH
from ..domain.names import address
from ..domain.scorecard import scorecard
from ..domain.street_spelling import alike
from ..domain.streets import FoundStreet, found_streets
from ..models import Area, Base, Checkpoint, Event, Street, StreetTicket, Ticket
from ..queries.scorecards.columns import snapshot
from ..queries.scorecards.some_tickets import read_cohort
from .checkpoints import BEGUN, move, newest, position, take_up, writing
from .street_reports import NamingReports, area_plan, naming_reports

NAME = "streets"
#: Least seconds between two runs while the log moves: an import touches every street, and officers wait for a writing.
GAP = 60.0
#: Open reports grow older without any event, and areas change: after this long all streets are found again.
STALE = timedelta(days=1)
#: With more new events than this, reading all reports is quicker than looking for those that changed.
MOST_EVENTS = 20_000
AT_ONCE = 500  # numbers of one statement
Row = dict[str, object]
_STREETS, _LYING = (Base.metadata.tables[of.__tablename__] for of in (Street, StreetTicket))


@dataclass(slots=True)
class _StreetChanges:
    """What is written of streets, row by row: new ones and those that stay, reports that left one, moved to another or
    came to one, and streets that are gone. Most reports lie where they lay, and are not written again."""

    new: list[Row] = field(default_factory=list)
    kept: list[Row] = field(default_factory=list)
    left: list[Row] = field(default_factory=list)
    moved: list[Row] = field(default_factory=list)
    come: list[Row] = field(default_factory=list)
    gone: list[Row] = field(default_factory=list)


def feed(session: Session, city: City, seq: int) -> None:
    """Bring the streets up to ``seq``; all are found again where that was asked, or where they have grown stale."""
    now = clock.now()
    last = session.get(Checkpoint, NAME)
    at = None if last is None else last.seq
    oldest = session.execute(select(func.min(Street.as_of))).scalar()
    session.rollback()
    if at is None or at <= BEGUN or seq - at > MOST_EVENTS or (oldest is not None and now - oldest >= STALE):
        rebuild(session, city, now)
    elif at < seq:
        _update(session, city, at, now)


def rebuild(session: Session, city: City, now: datetime) -> int:
    """Find all streets again and replace the stored ones; returns how many there are."""
    before = take_up(session, NAME)
    with snapshot(session):
        seq = newest(session)
        reports = naming_reports(session, city.text_language)
        streets = found_streets(reports.reports, area_plan(session))
        rows = list(_rows(session, streets, reports, now))
        at, changes = position(session, NAME), _changes(session, streets, rows, None)
    with writing(session):
        _hold(session)
        if position(session, NAME) == at:  # else another node was quicker
            _write(session, changes)
            move(session, NAME, before, seq)
    return len(rows)


def _update(session: Session, city: City, before: int, now: datetime) -> None:
    """The streets of the reports that changed since, and those whose spelling or place may have to do with them.

    They are found before the write lock is taken: an officer's answer waits for the writing alone.
    """
    with snapshot(session):
        seq = newest(session)
        touched = list(session.scalars(select(Event.ticket_id).where(Event.seq > before).distinct()))
        fresh = naming_reports(session, city.text_language, touched)
        keys = _related(session, fresh.keys | set(_values(session, StreetTicket.key, StreetTicket.ticket_id, touched)))
        gone = set(_values(session, StreetTicket.street_id, StreetTicket.key, keys))
        tickets = {*_values(session, StreetTicket.ticket_id, StreetTicket.key, keys), *touched}
        read = naming_reports(session, city.text_language, sorted(tickets))
        reports = NamingReports([report for report in read.reports if report.key in keys], read.open)
        streets = found_streets(reports.reports, area_plan(session))
        changes = _changes(session, streets, list(_rows(session, streets, reports, now)), gone)
    with writing(session):
        _hold(session)
        if position(session, NAME) != before:
            return  # another node was quicker, or a rebuild was asked for
        _write(session, changes)
        move(session, NAME, before, seq)


def _hold(session: Session) -> None:
    """One node at a time; SQLite's writers are alone in any case."""
    session.execute(select(Checkpoint.seq).where(Checkpoint.name == NAME).with_for_update())


def _related(session: Session, keys: set[str]) -> set[str]:
    """``keys`` with all spellings that may be of the same streets: alike ones, and what now lies on one with these."""
    known = set(session.scalars(select(StreetTicket.key).distinct()))
    found = keys | {other for other in known if any(alike(key, other) for key in keys)}
    while True:
        streets = set(_values(session, StreetTicket.street_id, StreetTicket.key, found))
        more = found | set(_values(session, StreetTicket.key, StreetTicket.street_id, streets))
        if more == found:
            return found
        found = more


def _values(session: Session, column: Any, where: Any, among: Collection[Any]) -> Iterator[Any]:
    """The different values of a column where another one is ``among`` these."""
    listed = sorted(among)
    for start in range(0, len(listed), AT_ONCE):
        yield from session.scalars(select(column).where(where.in_(listed[start : start + AT_ONCE])).distinct())


def _changes(
    session: Session, streets: Sequence[FoundStreet], rows: Sequence[dict[str, object]], among: Collection[int] | None
) -> _StreetChanges:
    """What is to be written so that these are the streets, instead of those ``among`` (None: of all). A street of the
    same address keeps its number."""
    listed = sorted(session.scalars(select(Street.id)) if among is None else among)
    known: dict[str, int] = {}
    before: dict[tuple[int, str], int] = {}
    lying = select(StreetTicket.ticket_id, StreetTicket.key, StreetTicket.street_id)
    for start in range(0, len(listed), AT_ONCE):
        some = listed[start : start + AT_ONCE]
        known.update(
            (of.slug, of.id) for of in session.execute(select(Street.slug, Street.id).where(Street.id.in_(some)))
        )
        before.update(((t, key), id) for t, key, id in session.execute(lying.where(StreetTicket.street_id.in_(some))))
    last, changes = session.execute(select(func.max(Street.id))).scalar() or 0, _StreetChanges()
    after: dict[tuple[int, str], int] = {}
    for row, street in zip(rows, streets, strict=True):
        id = known.pop(str(row["slug"]), None)
        if id is None:
            last = id = last + 1
            changes.new.append({"id": id, **row})
        else:
            changes.kept.append({"id": id, **row})
        after.update({(report.ticket, report.key): id for report in street.reports})
    changes.gone = [{"its": id} for id in sorted(known.values())]
    changes.left = [{"its": ticket, "its_key": key} for ticket, key in before if (ticket, key) not in after]
    for (ticket, key), id in after.items():
        lies = {"ticket_id": ticket, "key": key, "street_id": id}
        if (ticket, key) not in before:
            changes.come.append(lies)
        elif before[ticket, key] != id:
            changes.moved.append(lies)
    return changes


def _write(session: Session, changes: _StreetChanges) -> None:
    its = (_LYING.c.ticket_id == bindparam("its")) & (_LYING.c.key == bindparam("its_key"))
    for statement, given in (
        (insert(Street), changes.new),
        (update(Street), changes.kept),
        (delete(_LYING).where(its), changes.left),
        (update(StreetTicket), changes.moved),
        (insert(StreetTicket), changes.come),
        (delete(_STREETS).where(_STREETS.c.id == bindparam("its")), changes.gone),
    ):
        if given:
            session.execute(statement, given)


def _rows(
    session: Session, streets: Sequence[FoundStreet], reports: NamingReports, now: datetime
) -> Iterator[dict[str, object]]:
    """The columns of each street but its number."""
    areas = {id: name for id, name in session.execute(select(Area.id, Area.name))}
    large = [report.ticket for street in streets if len(street.reports) >= ENOUGH for report in street.reports]
    tickets_in_all = session.execute(select(func.max(Ticket.id))).scalar() or 0
    cohort = read_cohort(session, np.array(large, dtype=np.int64), tickets_in_all)
    for slug, street in zip(_slugs(streets, areas), streets, strict=True):
        tickets = {report.ticket for report in street.reports}
        box = street.box or (None,) * 4
        yield {
            "slug": slug,
            "key": street.key,
            "name": street.name,
            "area_id": street.area or None,
            "reports": len(tickets),
            "open": len(tickets & reports.open),
            **dict(zip(("west", "south", "east", "north"), box, strict=True)),
            "lines": json.dumps(street.lines, separators=(",", ":")),
            "as_of": now,
            **_figure(cohort, tickets, now),
        }


def _slugs(streets: Sequence[FoundStreet], areas: dict[int, str]) -> Iterator[str]:
    """Addresses: the name; of several streets of one name, with the area behind two hyphens, which no name has."""
    taken: set[str] = set()
    for street in streets:
        slug = street.key
        if not street.alone:
            where = address(areas.get(street.area) or "lain")
            slug = f"{street.key}--{where}"
            number = 2
            while slug in taken:
                slug, number = f"{street.key}--{where}-{number}", number + 1
        taken.add(slug)
        yield slug


def _figure(cohort: Cohort, tickets: set[int], now: datetime) -> dict[str, object]:
    """How long citizens waited until half of the reports were resolved; of too few nothing is said."""
    wanted = np.array(sorted(tickets), dtype=np.int64) if len(tickets) >= ENOUGH else np.empty(0, dtype=np.int64)
    own = cohort.take(np.searchsorted(cohort.ticket, wanted))
    median = scorecard(own.take(own.by_citizens), int(now.timestamp()), drawn=False).resolution.median
    shown = {"median": median.value, "low": median.low, "high": median.high} if not median.small else {}
    seconds = {name: None if value is None else round(value) for name, value in shown.items()}
    return {"median": None, "low": None, "high": None, **seconds, "n": median.n, "why": median.why.value}

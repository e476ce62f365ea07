"""Thirty thousand real requests of Los Angeles through the example mapping: every row accounted for, twice."""

from __future__ import annotations

import csv
import gzip
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal import cities, clock, create_app
from portal.actions.import_runs import Counts
from portal.config import Settings
from portal.domain.channel import ChannelKind
from portal.domain.city import City
from portal.importers.mapping import load
from portal.importers.run import import_csv
from portal.models import Agency, Area, Event, ImportProblem, Original, StoredScorecard, Ticket
from portal.models.scorecard_json import parsed
from portal.projections.scorecards import recompute
from tests.support.database import Database
from tests.support.installed import install
from tests.support.naive_figures import figures, requests

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs/examples/los-angeles"
DATA = ROOT.parent / "shared/data"
FILES = {  # rows, refused because they close before they open
    "la311_2017-12.csv.gz": (9_999, 12),
    "la311_2018-12.csv.gz": (10_000, 23),
    "la311_2020-01.csv.gz": (10_000, 0),
}
TWICE = "la311_2018-12.csv.gz"
EXCERPT, IN_EXCERPT = slice(2_000, 4_500), (2_500, 13)

pytestmark = [
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not (DATA / "la311_2017-12.csv.gz").exists(), reason="the files of Los Angeles are not here"),
]


@pytest.fixture
def los_angeles() -> City:
    return cities.load(str(EXAMPLE))


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    app = create_app(replace(settings, city=str(EXAMPLE)))
    with app.app_context():
        yield app
        app.extensions["sqlalchemy"].engine.dispose()


def take(city: City, files: list[Path]) -> list[Counts]:
    mapping = load(Path(city.imports["import"]))
    return [import_csv(file, mapping, city).counts for file in files]


def excerpt(file: Path, into: Path) -> Path:
    """A quarter of a file, with its heading."""
    with gzip.open(file, "rt", newline="") as whole, gzip.open(into, "wt", newline="") as part:
        heading, *rows = csv.reader(whole)
        csv.writer(part).writerows([heading, *rows[EXCERPT]])
    return into


def test_every_row_is_accounted_for_and_a_second_time_changes_nothing(
    app: Flask, los_angeles: City, session: Session, database: Database, tmp_path: Path
) -> None:
    """All files on SQLite, one of them twice; on PostgreSQL, where it takes longer, a quarter of that one."""
    install(los_angeles)
    files = [DATA / name for name in FILES]
    expected = list(FILES.values())
    if database.kind == "postgresql":
        files, expected = [excerpt(DATA / TWICE, tmp_path / TWICE)], [IN_EXCERPT]
    assert take(los_angeles, files) == [Counts(rows=n, created=n - bad, refused=bad) for n, bad in expected]
    first = _sizes(session)
    again, (n, bad) = next((file, of) for file, of in zip(files, expected, strict=True) if file.name == TWICE)
    assert take(los_angeles, [again]) == [Counts(rows=n, unchanged=n - bad, refused=bad)]
    assert _sizes(session) == first
    told = Counter(tuple(row) for row in session.execute(select(ImportProblem.field, ImportProblem.reason)))
    assert told == {("ClosedDate", "closes_before_it_opens"): bad + sum(bad for _, bad in expected)}
    if len(files) == len(FILES):
        _check_tickets(session)
        _check_events(session)
        _check_figures(session, los_angeles, files)


def _check_figures(session: Session, city: City, files: list[Path]) -> None:
    """Scorecards are what plain Python computes from the same files."""
    mapping = tomllib.loads(Path(city.imports["import"]).read_text())
    rows, until = requests(files, mapping["agency"]["values"])
    own = {channel.name for channel in city.channels.values() if channel.kind is ChannelKind.CITY}
    expected = figures([row for row in rows if row.channel not in own], until)
    recompute(session, city, clock.now())
    stored = select(Agency.name, StoredScorecard.figures).join(Agency, Agency.id == StoredScorecard.agency_id)
    whole = stored.where(StoredScorecard.scope == "agency", StoredScorecard.period == "all")
    found = {name: parsed(sheet).card for name, sheet in session.execute(whole)}
    assert {name: card.received for name, card in found.items()} == {name: of.received for name, of in expected.items()}
    for name, of in expected.items():
        times = found[name].resolution
        assert (times.ended, times.median.value) == (of.ended, of.median), name
        days, week = times.by_days[2]
        assert days == 7 and week.value == pytest.approx(of.week, abs=1e-5), name


def _sizes(session: Session) -> list[int | None]:
    session.rollback()
    return [session.scalar(select(func.count()).select_from(table)) for table in (Ticket, Event, Area, Agency)]


def _check_tickets(session: Session) -> None:
    assert Counter(session.scalars(select(Ticket.status))) == {
        "selesai": 28_995,
        "ditutup": 893,
        "ditolak": 21,
        "menunggu": 37,
        "proses": 18,
    }
    public = session.scalar(select(func.count()).where(Ticket.lat.is_not(None)))
    tents = session.scalar(select(func.count()).select_from(Original).where(Original.lat.is_not(None)))
    assert (public, tents) == (27_027, 28_195 - 27_027), "points of requests about people are for officers only"
    assert session.scalar(select(func.count()).where(Ticket.area_id.is_(None))) == 20
    names = set(session.scalars(select(Agency.name).join(Ticket, Ticket.agency_id == Agency.id)))
    assert {"Bureau of Sanitation", "Department of Water and Power"} <= names and len(names) == 6
    levels = Counter(session.scalars(select(Area.level)))
    assert levels["council district"] == 15


def _check_events(session: Session) -> None:
    """The first row of 2017: opened, and closed on 9 April 2018 in the city's summer time."""
    ticket = session.scalars(select(Ticket).where(Ticket.source_id == "1-870704831")).one()
    kept = session.get_one(Original, ticket.id)
    assert (ticket.title, kept.title) == ("", "Homeless Encampment, 2111 W BELLEVUE AVE, 90026")
    assert [
        (e.kind, e.happened_at)
        for e in session.scalars(select(Event).where(Event.ticket_id == ticket.id).order_by(Event.seq))
    ] == [
        ("received", datetime(2018, 1, 1, 7, 59, 58, tzinfo=UTC)),
        ("resolved", datetime(2018, 4, 9, 16, 18, 35, tzinfo=UTC)),
    ]
    assert Counter(session.scalars(select(Event.kind))) == {
        "received": 29_964,
        "resolved": 28_995,
        "closed": 893,
        "rejected": 21,
        "started": 18,
    }

"""A file of complaints from another system: what it takes into an empty database and its index."""

from __future__ import annotations

import csv
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.city_data import SEED, UNTIL, settings_of, timed
from benchmarks.row import Measure, Row, at_least, failed
from portal import cities
from portal.config import Settings
from portal.demo.year import generate
from portal.domain.event import Kind
from portal.domain.record import Record, Step
from portal.search import open_engine

MAPPING = Path(__file__).with_name("import.toml")
WHAT = "CSV import with timeline and index, SQLite"
COLUMNS = (
    *("id", "submitted", "title", "text", "place", "category", "agency", "channel", "lat", "lon"),
    *("status", "closed", "responded", "response"),
)


def import_row(scratch: Path, tickets: int) -> Row:
    """The whole command: a first import builds the index at its end; the start of Python counts too."""
    directory = scratch / "import"
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    file = directory / "complaints.csv"
    write(file, tickets)
    settings = settings_of(directory)
    seconds = timed(settings, "import", "csv", str(file), "--mapping", str(MAPPING)).seconds
    taken, events = _count(directory / "pantau.db")
    indexed = _indexed(settings)
    shutil.rmtree(directory)
    if (taken, indexed) != (tickets, tickets):
        return failed(WHAT, f"{taken:,} of {tickets:,} rows were taken, {indexed:,} indexed")
    note = f"{tickets:,} rows of {len(COLUMNS)} columns, {events:,} events: {seconds:.1f} s"
    return at_least(WHAT, Measure(tickets / seconds, "tickets/s"), 2_500, note)


def _indexed(settings: Settings) -> int:
    """How many tickets a search finds."""
    city = cities.load(settings.city)
    engine = open_engine(settings.search_engine, settings.data / "index", city)
    return engine.documents()


def _count(database: Path) -> tuple[int, int]:
    """Tickets and events."""
    connection = sqlite3.connect(database)
    tickets, events = connection.execute(
        "SELECT (SELECT count(*) FROM ticket), (SELECT count(*) FROM event)"
    ).fetchone()
    connection.close()
    return tickets, events


def write(file: Path, tickets: int) -> None:
    """A file of so many complaints, as another system would export them."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows(_rows(tickets))


def _rows(tickets: int) -> Iterator[tuple[object, ...]]:
    city = cities.load("jakarta-selatan")
    for chunk in generate(city, tickets, SEED, datetime.fromisoformat(UNTIL).replace(tzinfo=UTC)):
        yield from map(_row, chunk)


def _row(record: Record) -> tuple[object, ...]:
    responded, resolved = _step(record, Kind.RESPONDED), _step(record, Kind.RESOLVED, Kind.VALIDATED)
    return (
        record.source_id, _seconds(record.submitted_at), record.title, record.text, record.place, record.category,
        record.agency, record.channel, record.lat, record.lon,
        "resolved" if resolved else "open", _seconds(resolved.at) if resolved else "",
        _seconds(responded.at) if responded else "", responded.text if responded else "",
    )  # fmt: skip


def _step(record: Record, *kinds: Kind) -> Step | None:
    return next((step for step in record.steps if step.kind in kinds), None)


def _seconds(at: datetime) -> int:
    return int(at.timestamp())

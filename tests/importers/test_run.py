"""Whole imports: every row is taken or refused with its reason, twice is as good as once, and broken runs go on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions import import_runs
from portal.actions.import_runs import Counts
from portal.actions.intake.outcome import Outcome
from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.record import Record
from portal.importers import problem as csv_problem
from portal.importers import run
from portal.importers.csv_records import RecordReader
from portal.importers.csv_rows import CsvRow
from portal.importers.problem import FileError
from portal.importers.run import import_csv
from portal.models import Event, ImportProblem, ImportRun, Ticket
from tests.support import csv_files
from tests.support.csv_files import row

pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def take(directory: Path, city: City, content: str | bytes, name: str = "file.csv") -> Counts:
    path = directory / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return import_csv(path, csv_files.mapping(directory), city).counts


def problems(session: Session) -> list[tuple[int, str, str, str]]:
    session.rollback()
    rows = session.scalars(select(ImportProblem).order_by(ImportProblem.run_id, ImportProblem.line, ImportProblem.id))
    return [(p.line, p.field, p.reason, p.value) for p in rows]


def stored(session: Session) -> dict[str, Ticket]:
    session.rollback()
    return {ticket.source_id: ticket for ticket in session.scalars(select(Ticket).order_by(Ticket.id))}


def events(session: Session) -> list[tuple[int, str]]:
    session.rollback()
    return [(e.ticket_id, e.kind) for e in session.scalars(select(Event).order_by(Event.seq))]


HUGE = "x" * 1_000_001
BROKEN = (
    csv_files.lines(
        row("ok-1"),
        row("unknown-status", status="lost"),
        row("year-3023", received="3023-03-06 08:30"),
        row("swapped", lat="106.82", lon="-6.302"),
        row("zero", lat="0", lon="0"),
        row("formula", text="=cmd()", place="+SUM(A1)"),
        row("huge", text=HUGE),
        row("twice"),
        row("twice", text="Something else."),
        row("twice"),
        row("nul", text="a\0b"),
        row("backwards", status="done", closed="2023-03-05 08:30"),
        row("ok-2", status="done", closed="2023-03-07 08:30"),
    ).encode()
    + "w-1252,2023-03-06 08:30,Café,,Jalan,,JAKI,open,,,\n".encode("cp1252")
    + b"no-encoding,2023-03-06 08:30,\x81\x8d,,Jalan,,JAKI,open,,,\n"
    + b"short,2023-03-06 08:30\n"
    + b'quote,2023-03-06 08:30,"said "no" to us",,Jalan,,JAKI,open,,,\n'
    + b"ok-3,2023-03-06 08:30,Fine,,Jalan,,JAKI,open,,,\n"
    + b'cut,2023-03-06 08:30,"The file ends he'
)
REFUSED = [
    (3, "status", "unknown_status", "lost"),
    (4, "received", "date_in_future", "3023-03-06 08:30"),
    (5, "lat", "coordinates_swapped", "106.82, -6.302"),
    (6, "lat", "coordinates_zero", "0, 0"),
    (8, "text", "field_too_long", "x" * 200),
    (10, "id", "duplicate_id", "twice (9)"),
    (12, "text", "nul_byte", "a\u2400b"),
    (13, "closed", "closes_before_it_opens", "2023-03-05 08:30"),
    (16, "text", "wrong_encoding", "\ufffd\ufffd"),
    (17, "", "wrong_columns", "2 / 11"),
    (18, "", "broken_quotes", 'quote,2023-03-06 08:30,"said "no" to us",,Jalan,,JAKI,open,,,'),
    (20, "", "cut_off", 'cut,2023-03-06 08:30,"The file ends he'),
]
TAKEN = ["ok-1", "formula", "twice", "ok-2", "w-1252", "ok-3"]


def test_each_bad_row_is_refused_with_its_reason_and_the_rest_is_in(
    tmp_path: Path, city: City, session: Session
) -> None:
    assert take(tmp_path, city, BROKEN) == Counts(rows=19, created=6, unchanged=1, refused=12)
    assert problems(session) == REFUSED
    tickets = stored(session)
    assert list(tickets) == TAKEN
    assert (tickets["formula"].text, tickets["formula"].place) == ("=cmd()", "+SUM(A1)")
    assert tickets["w-1252"].text == "Café"
    assert tickets["twice"].text == "Lampu jalan padam sejak Senin."
    assert [kind for ticket, kind in events(session) if ticket == tickets["ok-2"].id] == ["received", "resolved"]


def test_refused_rows_are_kept_whole(tmp_path: Path, city: City, session: Session) -> None:
    take(tmp_path, city, BROKEN)
    kept = {p.line: json.loads(p.row) for p in session.scalars(select(ImportProblem))}
    assert kept[3] == list(row("unknown-status", status="lost").values())
    assert kept[8][2] == HUGE
    assert kept[20] == 'cut,2023-03-06 08:30,"The file ends he'
    assert json.loads(session.scalars(select(ImportRun.header)).one()) == list(csv_files.HEADER)


def test_the_same_file_again_changes_nothing(tmp_path: Path, city: City, session: Session) -> None:
    take(tmp_path, city, BROKEN)
    before = events(session)
    assert take(tmp_path, city, BROKEN) == Counts(rows=19, unchanged=7, refused=12)
    assert events(session) == before
    assert problems(session) == REFUSED * 2
    assert list(stored(session)) == TAKEN


def test_a_later_file_adds_what_is_new(tmp_path: Path, city: City, session: Session) -> None:
    take(tmp_path, city, csv_files.lines(row("1"), row("2")))
    later = csv_files.lines(row("1", status="done", closed="2023-03-08 10:00"), row("2"), row("3"))
    assert take(tmp_path, city, later) == Counts(rows=3, created=1, updated=1, unchanged=1)
    assert events(session) == [(1, "received"), (2, "received"), (1, "resolved"), (3, "received")]


def test_a_row_that_contradicts_what_is_known_is_refused(tmp_path: Path, city: City, session: Session) -> None:
    take(tmp_path, city, csv_files.lines(row("1", status="done", closed="2023-03-08 10:00")))
    changed = csv_files.lines(row("1", received="2023-03-05 08:30"), row("2"))
    assert take(tmp_path, city, changed) == Counts(rows=2, created=1, refused=1)
    assert problems(session)[0][:3] == (2, "received", "submitted_changed")


def test_another_end_in_a_later_file_takes_the_place_of_the_first(tmp_path: Path, city: City, session: Session) -> None:
    take(tmp_path, city, csv_files.lines(row("1", status="done", closed="2023-03-08 10:00")))
    changed = csv_files.lines(row("1", status="no", closed="2023-03-09 10:00"))
    assert take(tmp_path, city, changed) == Counts(rows=1, updated=1)
    assert [kind for _, kind in events(session)] == ["received", "resolved", "reopened", "rejected"]


def test_long_rows_are_written_in_smaller_batches(
    tmp_path: Path, city: City, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = []

    def watched(records: list[Record], city: City, *, key: str) -> list[Outcome]:
        sizes.append(len(records))
        return record_many(records, city, key=key)

    monkeypatch.setattr("portal.importers.run.record_many", watched)
    monkeypatch.setattr(run, "HELD", 60.0)  # however long a commit takes here
    long = [row(str(n), text="x" * 20_000) for n in range(450)]
    assert take(tmp_path, city, csv_files.lines(*long)) == Counts(rows=450, created=450)
    assert sizes == [200, 200, 50]


def test_two_sources_may_use_the_same_ids(tmp_path: Path, city: City, session: Session) -> None:
    path = tmp_path / "file.csv"
    path.write_text(csv_files.lines(row("1")))
    mapping = csv_files.mapping(tmp_path)
    assert import_csv(path, mapping, city).counts.created == 1
    assert import_csv(path, mapping, city, source="other").counts.created == 1


def test_a_run_that_broke_off_is_taken_up_and_ends_as_if_it_had_not(
    tmp_path: Path, city: City, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "BATCH", 5)
    notes = 0
    real = import_runs.progress

    def breaks(*args: object, **more: object) -> None:
        nonlocal notes
        notes += 1
        if notes == 3:
            raise KeyboardInterrupt
        real(*args, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as broken:
        broken.setattr(import_runs, "progress", breaks)
        with pytest.raises(KeyboardInterrupt):
            take(tmp_path, city, BROKEN)
    begun = session.scalars(select(ImportRun)).one()
    assert begun.finished_at is None and problems(session)
    counts = take(tmp_path, city, BROKEN)
    assert (counts.rows, counts.created + counts.unchanged, counts.refused) == (19, 7, 12)
    session.expire_all()
    ended = session.scalars(select(ImportRun)).one()
    assert ended.finished_at is not None and (ended.rows, ended.refused) == (19, 12)
    assert problems(session) == REFUSED
    assert list(stored(session)) == TAKEN


def test_a_finished_run_stays_and_a_new_one_begins(tmp_path: Path, city: City, session: Session) -> None:
    take(tmp_path, city, csv_files.lines(row("1")))
    take(tmp_path, city, csv_files.lines(row("1")))
    take(tmp_path, city, csv_files.lines(row("1")), "other.csv")
    assert [(r.name, r.rows) for r in session.scalars(select(ImportRun))] == [
        ("file.csv", 1),
        ("file.csv", 1),
        ("other.csv", 1),
    ]


def test_a_file_that_cannot_be_read_leaves_no_run(tmp_path: Path, city: City, session: Session) -> None:
    for content in ("", "a,b\n1,2\n", csv_files.lines(row("1")).encode("utf-16-le")):
        with pytest.raises(FileError):
            take(tmp_path, city, content)
    assert session.scalars(select(ImportRun)).all() == []


def test_a_file_with_a_header_alone_is_an_import_of_nothing(tmp_path: Path, city: City, session: Session) -> None:
    assert take(tmp_path, city, csv_files.lines()) == Counts()
    assert session.scalars(select(ImportRun.finished_at)).one() is not None


def test_a_row_that_the_database_refuses_does_not_take_its_batch_with_it(
    tmp_path: Path, city: City, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = RecordReader.read

    def misread(self: RecordReader, found: CsvRow) -> Record | csv_problem.RowProblem:
        record = read(self, found)
        return replace(record, lat=1000.0) if found.line == 5 and isinstance(record, Record) else record

    monkeypatch.setattr(RecordReader, "read", misread)
    content = csv_files.lines(*(row(str(n)) for n in range(7)))
    assert take(tmp_path, city, content) == Counts(rows=7, created=6, refused=1)
    assert [(line, reason) for line, _, reason, _ in problems(session)] == [(5, "not_storable")]
    assert list(stored(session)) == ["0", "1", "2", "4", "5", "6"]
    assert [kind for _, kind in events(session)] == ["received"] * 6


@pytest.mark.parametrize(
    ("rows", "took", "expected"),
    [
        (500, 0.25, 500),
        (500, 1.0, 125),
        (500, 60.0, 50),
        (125, 0.125, 250),
        (125, 0.0, 250),
        (300, 0.1, 500),
        (7, 0.1, 50),
    ],
)
def test_a_commit_takes_as_many_rows_as_an_officer_can_wait_for(rows: int, took: float, expected: int) -> None:
    assert run.rows_of_next(rows, took) == expected

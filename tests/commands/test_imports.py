"""flask portal import: what an operator sees, and how it ends."""

from __future__ import annotations

import csv
import fcntl
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.config import Settings
from portal.context import portal_of
from portal.models import Ticket
from portal.projections.checkpoints import newest
from portal.search.engine import Engine
from tests.support import csv_files
from tests.support.csv_files import row

pytestmark = pytest.mark.database


@pytest.fixture
def mapping(tmp_path: Path) -> str:
    path = tmp_path / "mapping.toml"
    path.write_text(csv_files.MAPPING)
    return str(path)


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["portal", "import", *arguments])


def write(directory: Path, *rows: dict[str, str]) -> str:
    path = directory / "file.csv"
    path.write_text(csv_files.lines(*rows))
    return str(path)


def counts(result: Result) -> dict[str, str]:
    words = [line.split() for line in result.stdout.splitlines()]
    return {line[0]: line[1] for line in words if len(line) == 2}


def test_an_import_ends_well_with_a_table_even_when_rows_were_refused(app: Flask, tmp_path: Path, mapping: str) -> None:
    result = run(app, "csv", write(tmp_path, row("1"), row("2", status="lost")), "--mapping", mapping)
    assert result.exit_code == 0
    assert counts(result) == {"created": "1", "updated": "0", "unchanged": "0", "refused": "1", "rows": "2"}
    assert "import problems 1 --out FILE" in result.stdout


def test_refused_rows_can_be_downloaded_mended_and_sent_again(
    app: Flask, tmp_path: Path, mapping: str, session: Session
) -> None:
    run(app, "csv", write(tmp_path, row("1"), row("2", status="lost", text="=cmd()")), "--mapping", mapping)
    out = tmp_path / "refused.csv"
    result = run(app, "problems", "1", "--out", str(out))
    assert result.exit_code == 0 and "1 refused rows of file.csv are in" in result.stdout
    with out.open(newline="", encoding="utf-8-sig") as file:
        (refused,) = csv.DictReader(file)
    assert refused["pantau_line"] == "3" and refused["pantau_field"] == "status"
    assert refused["pantau_reason"] == "a status that the mapping does not know: lost"
    assert refused["text"] == "'=cmd()"
    out.write_text(out.read_text().replace(",lost,", ",open,"))
    assert counts(run(app, "csv", str(out), "--mapping", mapping))["created"] == "1"
    texts = {t.source_id: t.text for t in session.scalars(select(Ticket))}
    assert texts["2"] == "=cmd()"


def test_refused_rows_of_a_spreadsheet_with_its_own_marks_and_letters_come_back_whole(
    app: Flask, tmp_path: Path, session: Session
) -> None:
    mapping, file, out = tmp_path / "mapping.toml", tmp_path / "file.csv", tmp_path / "refused.csv"
    old = 'encodings = ["utf-8", "cp1252"]'
    mapping.write_text(csv_files.MAPPING.replace(old, 'encodings = ["cp1252"]\ndelimiter = "semicolon"'))
    bad = row("1", status="lost", text="“Kafé”", lat="-6,302", lon="106,82")
    file.write_bytes(csv_files.lines(bad, delimiter=";").encode("cp1252"))
    run(app, "csv", str(file), "--mapping", str(mapping))
    run(app, "problems", "1", "--out", str(out))
    out.write_bytes(out.read_bytes().replace(b",lost,", b",open,"))
    assert counts(run(app, "csv", str(out), "--mapping", str(mapping)))["created"] == "1"
    assert session.scalars(select(Ticket.text)).one() == "“Kafé”"


def test_an_older_export_after_a_newer_one_takes_its_place_and_leaves_the_newer_state(
    app: Flask, tmp_path: Path, session: Session
) -> None:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(csv_files.MAPPING.replace('place = "place"', 'place = "place"\nupdated = "closed"'))
    newer = row("1", text="Sudah ditambal.", closed="2023-03-09 08:00")
    older = row("1", text="Masih berlubang.", closed="2023-03-08 08:00")
    told = [
        run(app, "csv", write(tmp_path, file, row("2")), "--mapping", str(mapping)) for file in (newer, older, older)
    ]
    assert [counts(result)["updated"] for result in told] == ["0", "1", "0"]
    assert "Of the unchanged, 1 tell an older state than is known." in told[-1].stdout
    assert session.scalars(select(Ticket.text).where(Ticket.source_id == "1")).one() == "Sudah ditambal."


def test_problems_go_to_standard_output_and_an_unknown_run_is_told(app: Flask, tmp_path: Path, mapping: str) -> None:
    run(app, "csv", write(tmp_path, row("2", status="lost")), "--mapping", mapping)
    assert run(app, "problems", "1").stdout.splitlines()[1].startswith("2,2023-03-06 08:30,")
    missing = run(app, "problems", "99")
    assert missing.exit_code == 1 and "There is no import 99." in missing.output


def test_the_list_names_the_latest_imports(app: Flask, tmp_path: Path, mapping: str) -> None:
    run(app, "csv", write(tmp_path, row("1"), row("2", status="lost")), "--mapping", mapping)
    listed = run(app, "list").stdout
    assert "file.csv (plain): 1 created, 0 updated, 0 unchanged, 1 refused, 2 rows; finished" in listed


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be opened: No such file"),
        (b"", "is empty"),
        (b"PK\x03\x04", "Excel"),
        (b"a,b\n1,2\n", "There is no column 'id'"),
    ],
)
def test_a_file_that_cannot_be_read_ends_in_one_plain_sentence(
    app: Flask, tmp_path: Path, mapping: str, content: bytes | None, said: str
) -> None:
    path = tmp_path / "file.csv"
    if content is not None:
        path.write_bytes(content)
    result = run(app, "csv", str(path), "--mapping", mapping)
    assert result.exit_code == 1
    assert said in result.output and "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)


def test_a_mapping_that_cannot_be_used_ends_in_one_plain_sentence(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text("[fields]\nid = 1\n")
    result = run(app, "csv", write(tmp_path, row("1")), "--mapping", str(path))
    assert result.exit_code == 1 and f"{path}: fields.id: must be a text or a list of texts" in result.output
    result = run(app, "csv", write(tmp_path, row("1")), "--mapping", "none")
    assert result.exit_code == 1 and "There is no mapping 'none'; the city's pack has" in result.output


def test_another_source_name_keeps_ids_apart(app: Flask, tmp_path: Path, mapping: str, session: Session) -> None:
    file = write(tmp_path, row("1"))
    run(app, "csv", file, "--mapping", mapping)
    run(app, "csv", file, "--mapping", mapping, "--source", "archive")
    assert session.scalar(select(func.count()).select_from(Ticket)) == 2


def test_the_first_import_leaves_an_index_and_later_ones_leave_it_to_the_worker(
    app: Flask, tmp_path: Path, mapping: str, session: Session
) -> None:
    engine: Engine = portal_of(app).engine
    run(app, "csv", write(tmp_path, row("1"), row("2")), "--mapping", mapping)
    assert engine.documents() == 2
    assert engine.seq() == newest(session) > 0
    run(app, "csv", write(tmp_path, row("3")), "--mapping", mapping)
    assert engine.documents() == 2


def test_two_imports_at_once_are_refused(app: Flask, settings: Settings, tmp_path: Path, mapping: str) -> None:
    with (settings.data / "import.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = run(app, "csv", write(tmp_path, row("1")), "--mapping", mapping)
    assert result.exit_code == 1 and "Another import is at work" in result.output

"""An import ends honestly: what it made, what it would make, and whether its file was whole."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.config import Settings
from portal.models import Base, Ticket
from tests.support.kota_contoh import CASES, PACK

pytestmark = pytest.mark.database


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, city=str(PACK))


def run(app: Flask, file: Path, *more: str) -> Result:
    return app.test_cli_runner().invoke(args=["portal", "import", "csv", str(file), "--mapping", "import", *more])


def rows(directory: Path, *lines: str) -> Path:
    path = directory / "rows.csv"
    path.write_text("id,opened,closed,status,type,agency,text,due,parent\n" + "\n".join(lines) + "\n")
    return path


def counts(result: Result) -> dict[str, int]:
    return {name: int(count) for name, count in re.findall(r"^([a-z]+) +(\d+)$", result.stdout, re.MULTILINE)}


def contents(session: Session) -> dict[str, int]:
    """How many rows each table has."""
    session.rollback()
    tables = Base.metadata.sorted_tables
    found = {table.name: session.execute(select(func.count()).select_from(table)).scalar_one() for table in tables}
    session.rollback()
    return found


def test_a_file_that_broke_off_ends_loudly_and_is_completed_by_the_whole_one(app: Flask, session: Session) -> None:
    cut = run(app, CASES / "cut.csv.gz")
    assert cut.exit_code == 2
    (line,) = [line for line in cut.stderr.splitlines() if "WARNING" in line]
    assert "the file ends in row 6 (line 7) and is damaged. Rows before it are in, nothing after it is" in line
    assert counts(cut) == {"created": 5, "updated": 0, "unchanged": 0, "refused": 1, "rows": 6}
    whole = run(app, CASES / "cut-whole.csv.gz")
    assert whole.exit_code == 0 and "WARNING" not in whole.stderr
    assert counts(whole) == {"created": 3, "updated": 0, "unchanged": 5, "refused": 0, "rows": 8}


def test_half_a_text_at_the_end_of_a_damaged_file_is_no_text(app: Flask, tmp_path: Path, session: Session) -> None:
    path = tmp_path / "last-cell.csv.gz"
    whole = (CASES / "cut-whole.csv.gz").read_bytes()
    for length in range(len(whole) - 12, 60, -7):
        path.write_bytes(whole[:length])
        if "\nG2," in (said := _readable(path)) and said.rsplit("\n", 1)[1].count(",") == 6:
            break
    else:
        pytest.skip("no such cut in this file")
    result = run(app, path)
    assert result.exit_code == 2 and counts(result)["refused"] == 1
    texts = session.scalars(select(Ticket.text)).all()
    assert texts and all(re.fullmatch(r"Lubang nomor (\d) di Jalan Kepiting \1", text) for text in texts)


def _readable(path: Path) -> str:
    found = b""
    with gzip.open(path) as file:
        try:
            while piece := file.read1(64):
                found += piece
        except EOFError:
            pass
    return found.decode()


def test_a_check_writes_nothing_and_says_what_an_import_says(app: Flask, tmp_path: Path, session: Session) -> None:
    run(app, rows(tmp_path, "A1,2026-03-01 09:00:00,,Open,Lubang,Dinas Jalan Raya,Lubang,,"))
    file = rows(
        tmp_path,
        "A1,2026-03-01 09:00:00,2026-03-02 09:00:00,Done,Lubang,Dinas Jalan Raya,Lubang,,",
        "A2,2026-03-01 09:00:00,,Open,Lubang besar,DINAS JALAN RAY,Lubang,,",
        "A3,2026-03-01 09:00:00,,Open,Parit,Kelurahan,Lubang,,",
        "A4,2026-03-01 09:00:00,2026-02-01 09:00:00,Done,Lubang,Dinas Jalan Raya,Lubang,,",
    )
    before = contents(session)
    checked = run(app, file, "--check")
    assert checked.exit_code == 0 and contents(session) == before
    imported = run(app, file)
    said = {"created": 2, "updated": 1, "unchanged": 0, "refused": 1, "rows": 4}
    assert counts(checked) == counts(imported) == said
    assert "Nothing was written. An import would count:" in checked.stdout
    assert "Would be new: 2 agencies" in checked.stdout and "New: 2 agencies" in imported.stdout
    for result in (checked, imported):
        assert "Refused as closes_before_it_opens: 1; closes before it opens" in result.stdout
        assert "  agency 'DINAS JALAN RAY'; the nearest known is 'Dinas Jalan Raya'" in result.stdout
        assert "  agency 'Kelurahan'; no known name is like it" in result.stdout
        assert "  category 'Lubang besar'; the nearest known is 'Lubang'" in result.stdout
    assert "New" not in run(app, file).stdout


def test_a_check_knows_reports_that_name_others_in_other_batches(
    app: Flask, tmp_path: Path, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.importers.run.BATCH", 1)
    run(app, rows(tmp_path, "B0,2026-03-01 09:00:00,,Open,Lubang,Dinas Jalan,Lubang,,"))
    file = rows(
        tmp_path,
        "B1,2026-03-01 09:00:00,,Open,Lubang,Dinas Jalan,Lubang,,",
        "B2,2026-03-01 10:00:00,2026-03-02 09:00:00,Duplicate,Lubang,Dinas Jalan,Lubang,,B1",
    )
    assert counts(run(app, file, "--check"))["created"] == counts(run(app, file))["created"] == 2


def test_deadlines_that_are_the_citys_own_are_counted(app: Flask, tmp_path: Path, session: Session) -> None:
    file = rows(
        tmp_path,
        "C1,2026-03-01 09:00:00,,Open,Lubang,Dinas Jalan,Lubang,2026-03-04 09:00:00,",
        "C2,2026-03-01 09:00:00,,Open,Lubang,Dinas Jalan,Lubang,,",
        "C3,2026-03-01 09:00:00,,Open,Lubang,Dinas Jalan,Lubang,2026-02-01 09:00:00,",
    )
    assert "Rows without a usable deadline of their own: 2; the city's target" in run(app, file).stdout


def test_the_list_has_dates_and_counts(app: Flask, session: Session) -> None:
    run(app, CASES / "cut-whole.csv.gz")
    said = app.test_cli_runner().invoke(args=["portal", "import", "list"]).stdout
    counted = "8 created, 0 updated, 0 unchanged, 0 refused, 8 rows"
    assert re.fullmatch(
        rf" +1  \d{{4}}-\d\d-\d\d \d\d:\d\d  cut-whole.csv.gz \(contoh\): {counted}; finished \d\d:\d\d\n", said
    )

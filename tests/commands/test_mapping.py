"""flask portal mapping draft: from a file to a mapping that an import takes, without a word written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy.orm import Session

from portal.importers.mapping import load

SAMPLE = Path(__file__).resolve().parents[1] / "samples/crm.csv"

pytestmark = pytest.mark.database


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["portal", *arguments])


def test_a_draft_goes_through_the_check_and_the_import_as_it_stands(
    app: Flask, tmp_path: Path, session: Session
) -> None:
    out = tmp_path / "mapping.toml"
    drafted = run(app, "mapping", "draft", str(SAMPLE), "--out", str(out))
    assert drafted.exit_code == 0, drafted.output
    assert "5 rows read; " in drafted.stdout
    assert f"Next: flask --app wsgi portal import csv {SAMPLE} --mapping {out} --check" in drafted.stdout
    checked = run(app, "import", "csv", str(SAMPLE), "--mapping", str(out), "--check")
    assert checked.exit_code == 0 and "created              5" in checked.stdout, checked.output
    imported = run(app, "import", "csv", str(SAMPLE), "--mapping", str(out))
    assert imported.exit_code == 0 and "created              5" in imported.stdout


def test_without_a_file_to_write_the_draft_alone_is_on_standard_output(app: Flask, tmp_path: Path) -> None:
    drafted = run(app, "mapping", "draft", str(SAMPLE), "--rows", "2")
    path = tmp_path / "piped.toml"
    path.write_text(drafted.stdout)
    assert load(path).fields.id.columns == ("nomor",)
    assert "the first 2 rows" in drafted.stdout and "2 rows read" in drafted.stderr


def test_a_mapping_that_is_there_is_not_overwritten(app: Flask, tmp_path: Path) -> None:
    out = tmp_path / "mapping.toml"
    out.write_text("mine")
    refused = run(app, "mapping", "draft", str(SAMPLE), "--out", str(out))
    assert refused.exit_code == 1 and "is there already" in refused.output and out.read_text() == "mine"


def test_a_column_that_is_needed_and_not_known_can_be_told(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("kolom1,kolom2,telepon\nsatu dua,45580.25,0812-3456-7890\nsatu tiga,45581.5,0812-3456-7891\n")
    asked = run(app, "mapping", "draft", str(path))
    assert asked.exit_code == 1 and "--id COLUMN" in asked.output and "kolom1, kolom2, telepon" in asked.output
    told = run(app, "mapping", "draft", str(path), "--id", "kolom1", "--submitted", "kolom2")
    assert told.exit_code == 0 and 'dates = ["excel"]' in told.stdout
    assert "WARNING: 'telepon' looks like personal data and is not mapped." in told.stderr


@pytest.mark.parametrize("name", ["none.csv", "."])
def test_a_file_that_cannot_be_read_gets_a_sentence(app: Flask, tmp_path: Path, name: str) -> None:
    refused = run(app, "mapping", "draft", str(tmp_path / name))
    assert refused.exit_code == 1 and "cannot be opened" in refused.output

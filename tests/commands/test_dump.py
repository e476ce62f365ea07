"""flask portal export writes the whole city into a directory."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.commands.dump import keep_fresh, ticket_base
from portal.context import portal_of
from portal.exports.data_tables import TABLES
from portal.exports.dump import FOLDER, read
from tests.support.lens import filled

pytestmark = pytest.mark.only_on("sqlite")


def test_the_command_names_each_file_with_its_hash(app: Flask, session: Session, tmp_path: Path) -> None:
    filled(app, session)
    said = app.test_cli_runner().invoke(args=["portal", "export", str(tmp_path / "out")])
    made = read(tmp_path / "out")
    assert said.exit_code == 0, said.output
    tables = [table.name for table in TABLES if table.name != "tickets"]
    assert made is not None and [file.key for file in made.files] == [
        *("tickets.csv", "tickets.json", "tickets.geojson"),
        *(f"{name}.csv" for name in tables),
    ]
    assert all(file.sha256 in said.output and file.name in said.output for file in made.files)
    assert f"{made.total} tickets as of event {made.seq}; head {made.seq}:{made.head}" in said.output


def test_addresses_in_it_begin_with_the_public_one(app: Flask) -> None:
    with app.app_context():
        assert ticket_base() == "/tickets/"
        portal_of(app).settings = replace(portal_of(app).settings, public_url="https://pantau.example")
        assert ticket_base() == "https://pantau.example/tickets/"


def test_the_workers_chore_writes_into_the_data_directory(app: Flask, session: Session) -> None:
    filled(app, session)
    keep_fresh()
    assert read(portal_of(app).settings.data / FOLDER) is not None

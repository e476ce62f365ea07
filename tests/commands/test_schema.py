"""A database of another release is named in a sentence with what to do, and migrated by the commands that may."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from click import ClickException
from click.testing import Result
from flask import Flask
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from portal import create_app
from portal.commands import schema
from portal.commands.schema import SchemaState, refuse_damaged, schema_state
from portal.config import Settings, from_environment
from portal.domain.city import City
from portal.extensions import db

FIRST = "0001"


def versioned(data: Path, version: str) -> Flask:
    """The portal on a database that says it is of another release; '' for one without tables."""
    data.mkdir(exist_ok=True)
    with sqlite3.connect(data / "pantau.db") as database:
        if version:
            database.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
            database.execute("INSERT INTO alembic_version VALUES (?)", (version,))
    database.close()
    return create_app(from_environment({"PANTAU_DATA": str(data), "SECRET_KEY": "k" * 32}))


def run(app: Flask, *arguments: str, input: str = "") -> Result:
    with app.app_context():
        return app.test_cli_runner().invoke(args=["portal", *arguments], input=input)


@pytest.mark.parametrize(
    ("version", "state"), [("", SchemaState.EMPTY), (FIRST, SchemaState.OLDER), ("9999", SchemaState.NEWER)]
)
def test_the_state_of_another_schema_is_known(tmp_path: Path, version: str, state: SchemaState) -> None:
    with versioned(tmp_path, version).app_context():
        assert schema_state() is state


def test_a_migrated_database_is_of_this_release(app: Flask) -> None:
    with app.app_context():
        assert schema_state() is SchemaState.CURRENT


def test_where_no_migration_is_missing_none_is_looked_for(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "migrate_up", lambda: pytest.fail("officers would wait meanwhile"))
    with app.app_context():
        schema.raise_schema()


@pytest.mark.parametrize(
    ("version", "said"), [("", "has no tables yet. Run first: "), (FIRST, "is of an older release. Run first: ")]
)
def test_a_command_that_needs_tables_names_the_command_that_makes_them(tmp_path: Path, version: str, said: str) -> None:
    result = run(versioned(tmp_path, version), "search", "status")
    assert result.exit_code == 1 and f"{said}flask --app wsgi portal upgrade" in result.output


def test_a_newer_database_is_used_but_not_taken_back(tmp_path: Path) -> None:
    result = run(versioned(tmp_path, "9999"), "upgrade")
    assert result.exit_code == 1 and "is of a newer release." in result.output


def test_an_upgrade_puts_the_pack_into_the_database_and_can_be_run_again(app: Flask, bind: Engine, city: City) -> None:
    """So that the first admin can be added, and citizens report, where nothing has been imported."""

    def count(table: str) -> int:
        with bind.connect() as connection:
            return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())

    for _ in range(2):
        result = run(app, "upgrade")
        assert result.exit_code == 0, result.output
        assert (count("agency"), count("ticket")) == (len(city.agencies), 0)
    account = ("--email", "ani@example.org", "--name", "Ani", "--agency", "kelurahan-ragunan", "--role", "admin")
    assert run(app, "officers", "add", *account, input="sebuah kata sandi panjang").exit_code == 0


@pytest.mark.only_on("sqlite")
def test_a_damaged_file_is_named_so_before_anybody_is_served(app: Flask, session: Session, settings: Settings) -> None:
    refuse_damaged()
    session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    session.close()
    db.engine.dispose()
    file = settings.data / "pantau.db"
    content = bytearray(file.read_bytes())
    for page in range(4, len(content) // 4096, 3):
        content[page * 4096 : page * 4096 + 200] = b"\xa5" * 200
    file.write_bytes(bytes(content))
    with pytest.raises(ClickException, match=r"The database is damaged: .*portal restore FILE") as said:
        refuse_damaged()
    assert "verify" in said.value.message

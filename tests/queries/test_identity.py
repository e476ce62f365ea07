"""A database belongs to one city: commands and servers of another are refused before anything is written."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from portal import create_app
from portal.config import Settings
from portal.context import portal_of
from portal.environment import SettingsError
from portal.models import Agency, Base, Identity, Ticket
from portal.queries.identity import StoredIdentity, stored_identity
from tests.support.kota_contoh import CASES, PACK
from tests.support.live import ROOT, environment
from tests.support.warm import command

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("client")]


@pytest.fixture
def contoh(settings: Settings) -> Settings:
    """The settings of the invented city, on the same database."""
    return replace(settings, city=str(PACK))


def run(app: Flask, *arguments: str) -> Result:
    with app.app_context():
        return app.test_cli_runner().invoke(args=["portal", *arguments])


def take(app: Flask) -> Result:
    return run(app, "import", "csv", str(CASES / "cut-whole.csv.gz"), "--mapping", str(PACK / "import.toml"))


def contents(session: Session) -> dict[str, int]:
    session.rollback()
    tables = Base.metadata.sorted_tables
    found = {table.name: session.execute(select(func.count()).select_from(table)).scalar_one() for table in tables}
    session.rollback()
    return found


def test_a_database_takes_the_city_of_its_first_upgrade_and_keeps_its_own_number(app: Flask, bind: Engine) -> None:
    assert stored_identity(bind) is None
    assert run(app, "upgrade").exit_code == 0
    first = stored_identity(bind)
    assert first and first.city == "jakarta-selatan" and len(first.database) == 24
    run(app, "upgrade")
    assert stored_identity(bind) == first


@pytest.mark.parametrize(
    "arguments",
    [
        ("upgrade",),
        ("demo", "--tickets", "5"),
        ("worker", "--once"),
        ("search", "rebuild"),
        ("scorecards", "rebuild"),
        ("areas", "sketch"),
        ("import", "list"),
        ("serve",),
    ],
    ids=" ".join,
)
def test_commands_of_another_city_are_refused_before_anything_is_written(
    app: Flask, contoh: Settings, session: Session, arguments: tuple[str, ...]
) -> None:
    other = create_app(contoh)
    run(app, "upgrade")
    before = contents(session)
    result = run(other, *arguments)
    assert result.exit_code == 1 and contents(session) == before
    assert "The database belongs to the city 'jakarta-selatan', but CITY names 'pack'. Nothing was written." in (
        result.output
    )


def test_an_import_of_another_city_is_refused_before_anything_is_written(
    app: Flask, contoh: Settings, session: Session
) -> None:
    other = create_app(contoh)
    run(app, "upgrade")
    before = contents(session)
    result = take(other)
    assert result.exit_code == 1 and "belongs to the city 'jakarta-selatan'" in result.output
    assert contents(session) == before


def test_a_server_of_another_city_does_not_start(app: Flask, settings: Settings, contoh: Settings) -> None:
    run(app, "upgrade")
    create_app(settings)
    with pytest.raises(SettingsError, match="belongs to the city 'jakarta-selatan'"):
        create_app(contoh)


@pytest.mark.only_on("sqlite")
def test_a_web_server_says_it_in_a_sentence_and_a_command_can_mend_it(
    app: Flask, settings: Settings, contoh: Settings, bind: Engine
) -> None:
    run(app, "upgrade")
    env = environment(contoh)
    started = subprocess.run([sys.executable, "-c", "import wsgi"], cwd=ROOT, env=env, capture_output=True, text=True)
    assert started.returncode == 1 and "Traceback" not in started.stderr
    assert started.stderr.startswith("Pantau cannot start: The database belongs to the city 'jakarta-selatan'")
    before = stored_identity(bind)
    assert command(("upgrade", "--rename-city"), env).returncode == 0
    assert before and stored_identity(bind) == StoredIdentity(before.database, "pack")


def test_a_database_without_a_name_that_holds_another_pack_is_not_taken(
    app: Flask, contoh: Settings, session: Session, tmp_path: Path
) -> None:
    pack = tmp_path / "town"
    pack.mkdir()
    (pack / "city.toml").write_text((PACK / "city.toml").read_text())
    (pack / "agencies.csv").write_text("slug,name,kind\nroads,Roads,department\n")
    session.add(Agency(slug="dinas-jalan", name="Dinas Jalan", short="Jalan", kind="dinas"))
    session.commit()
    result = run(create_app(replace(contoh, city=str(pack))), "upgrade")
    assert result.exit_code == 1 and "it seems to be another city's. Set CITY." in result.output
    assert session.scalars(select(Identity)).all() == []


def test_a_mapping_or_a_header_that_cannot_be_used_leaves_the_database_as_it_was(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    before = contents(session)
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("a,b\n1,2\n")
    for file, mapping, said in (
        (CASES / "cut-whole.csv.gz", str(PACK / "import.toml"), "The mapping's level 'distrik' is not among"),
        (wrong, str(ROOT / "tests/samples/crm.toml"), "There is no column"),
        (tmp_path / "none.csv", str(ROOT / "tests/samples/crm.toml"), "cannot be opened"),
    ):
        result = run(app, "import", "csv", str(file), "--mapping", mapping)
        assert result.exit_code == 1 and said in result.output, result.output
        assert contents(session) == before


def test_an_index_of_another_database_is_not_used_but_built_anew(
    contoh: Settings, bind: Engine, session: Session
) -> None:
    app = create_app(contoh)
    take(app)
    engine = portal_of(app).engine
    assert engine.documents() == 8 and engine.seq() > 0
    engine.close()
    with bind.begin() as connection:
        connection.execute(text("UPDATE identity SET database = 'another'"))
    again = create_app(contoh)
    assert (portal_of(again).engine.documents(), portal_of(again).engine.seq()) == (0, 0)
    assert run(again, "worker", "--once").exit_code == 0
    assert portal_of(again).engine.documents() == session.scalar(select(func.count()).select_from(Ticket)) == 8
    assert portal_of(create_app(contoh)).engine.documents() == 8

"""What every test may ask for: a clean database of each kind, the portal on it, a client that examines pages."""

from __future__ import annotations

import gc
import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from portal import cities, clock, config, create_app, create_core
from portal.domain.city import City
from portal.extensions import db
from portal.web import repeated
from tests.support import database as databases
from tests.support import postgres
from tests.support.database import Database
from tests.support.pages import Pages, Visitor
from tests.support.scratch import new_directory

pytest_plugins = (
    "tests.support.browser",
    "tests.support.demonstration",
    "tests.support.kept_cities",
    "tests.support.quick_apps",
    "tests.support.quick_passwords",
)
CLUSTER = pytest.StashKey[postgres.Cluster]()

# Busy cores are slow at times; CI tries the same examples every time, a person's run looks for new ones.
hypothesis.settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("PANTAU_REQUIRE_ALL")))
hypothesis.settings.load_profile("house")
PAGES = ("tests.blueprints.", "tests.web.")
THROUGH_OTHERS = (*PAGES, "tests.importers.")
PAGELESS = ("tests.actions.", "tests.queries.", "tests.importers.", "tests.projections.")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql", "both"),
        default="both",
        help="which databases the tests that use one run on (default: both)",
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that uses the database, however indirectly, runs once on each; ``only_on`` names one that is enough."""
    if "database" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("--database")
        only = metafunc.definition.get_closest_marker("only_on")
        both = databases.KINDS if _on_both(metafunc) else databases.KINDS[:1]
        kinds = only.args if only else both if chosen == "both" else (chosen,)
        metafunc.parametrize("database", kinds, indirect=True)


def _on_both(metafunc: pytest.Metafunc) -> bool:
    """Pages only show what queries and actions give, and importers write by actions, which are tested on both
    databases: of each of their modules the first test is enough on the second."""
    first = next(name for name in vars(metafunc.module) if name.startswith("test_"))
    return metafunc.definition.originalname == first or not metafunc.module.__name__.startswith(THROUGH_OTHERS)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Keep what lives on after a module, such as a year of complaints, out of the collector's way, which would walk
    through it again and again."""
    if nextitem is None or nextitem.path != item.path:
        gc.collect()
        gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: pytest.Item) -> None:
    """Under xdist the controller starts the one PostgreSQL server and tells each worker where it is."""
    if node.config.getoption("--database") != "sqlite" and (programs := postgres.find_programs()):
        if CLUSTER not in node.config.stash:
            node.config.stash[CLUSTER] = postgres.start(programs)
        node.workerinput["postgres"] = str(node.config.stash[CLUSTER].directory)  # type: ignore[attr-defined]


def pytest_unconfigure(config: pytest.Config) -> None:
    if CLUSTER in config.stash:
        config.stash[CLUSTER].stop()


@pytest.fixture(scope="session")
def cluster(request: pytest.FixtureRequest) -> postgres.Cluster:
    """The tests' PostgreSQL server, one for the whole run."""
    given = getattr(request.config, "workerinput", {}).get("postgres")
    if given:
        return postgres.Cluster(Path(given))
    if CLUSTER not in request.config.stash:
        request.config.stash[CLUSTER] = postgres.start(postgres.needed_programs())
    return request.config.stash[CLUSTER]


@pytest.fixture(scope="session")
def postgres_database(cluster: postgres.Cluster, request: pytest.FixtureRequest) -> Database:
    """This worker's migrated PostgreSQL database."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    return databases.make_postgres(cluster, f"test_{worker}")


@pytest.fixture(scope="session")
def sqlite_template() -> Iterator[sqlite3.Connection]:
    with databases.sqlite_template() as template:
        yield template


@pytest.fixture
def data() -> Iterator[Path]:
    """An empty data directory."""
    directory = new_directory("pantau-test-")
    yield directory
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def database(request: pytest.FixtureRequest, data: Path) -> Database:
    """A clean, migrated database. Commits are real: threads and other processes see them."""
    if request.param == "sqlite":
        return databases.copy_sqlite(request.getfixturevalue("sqlite_template"), data / "pantau.db")
    made: Database = request.getfixturevalue("postgres_database")
    databases.emptying(made)()
    return made


@pytest.fixture
def bind(database: Database) -> Iterator[Engine]:
    """A SQLAlchemy engine on the test's database."""
    with database.bind() as engine:
        yield engine


@pytest.fixture(scope="session")
def city() -> City:
    """The city pack of Jakarta Selatan."""
    return cities.load("jakarta-selatan")


@pytest.fixture
def settings(database: Database, data: Path) -> config.Settings:
    """The portal's settings on the test's database, with nothing taken from the environment."""
    return replace(databases.plain_settings(data), database_url=database.url)


@pytest.fixture(scope="session")
def compiled_templates() -> Iterator[FileSystemBytecodeCache]:
    """Templates that one test has compiled, for all that follow: each has a portal of its own."""
    directory = new_directory("pantau-templates-")
    yield FileSystemBytecodeCache(str(directory))
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def app(request: pytest.FixtureRequest, settings: config.Settings) -> Iterator[Flask]:
    """The portal on the test's database. A room that knows no pages gets it without them, which are four fifths of the
    work of making it, unless the test asks for a client."""
    wanted = {"client", "pages"} & set(request.fixturenames) or not request.module.__name__.startswith(PAGELESS)
    app = create_app(settings) if wanted else create_core(settings)
    app.jinja_env.bytecode_cache = request.getfixturevalue("compiled_templates")
    app.testing = True
    app.test_client_class = Visitor
    yield app
    with app.app_context():
        app.extensions["sqlalchemy"].engine.dispose()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """The session that actions and queries use, in an application context that lasts as long as the test."""
    with app.app_context():
        yield db.session()


@pytest.fixture(autouse=True)
def nothing_from_another_test(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that share a portal may follow each other in one second, in which a page is given again."""
    asked = repeated.asked_now
    monkeypatch.setattr(repeated, "asked_now", lambda: (request.node.nodeid, *asked()))


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The clock stands: what turns with the minute does not turn between two requests."""
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)
    return moment


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Flask's own client, for what is not a page."""
    return app.test_client()


@pytest.fixture
def pages(app: Flask) -> Pages:
    """A client that examines every page that it fetches."""
    return Pages(app.test_client())

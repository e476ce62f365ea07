"""One demonstration city for all tests that only read: made once a worker, on SQLite, with its index."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from portal import clock, create_app
from portal.context import portal_of
from portal.demo.fill import DemoPlan, fill
from portal.extensions import db
from portal.projections import streets
from portal.projections.scorecards import recompute
from tests.demo.demo_year import UNTIL
from tests.support import database as databases
from tests.support.installed import install
from tests.support.lens import fed
from tests.support.pages import Pages, Visitor
from tests.support.scratch import new_directory

TICKETS = 3_000
NOW = UNTIL + timedelta(hours=9)


@pytest.fixture(scope="session")
def demonstration_kept(
    sqlite_template: sqlite3.Connection, compiled_templates: FileSystemBytecodeCache
) -> Iterator[Flask]:
    """The portal of the demonstration; ask for ``demonstration``, which also holds the clock."""
    data = new_directory("pantau-demonstration-")
    databases.copy_sqlite(sqlite_template, data / "pantau.db")
    app = create_app(databases.plain_settings(data))
    app.jinja_env.bytecode_cache = compiled_templates
    app.testing = True
    app.test_client_class = Visitor
    city = portal_of(app).city
    with pytest.MonkeyPatch.context() as patch, app.app_context():
        patch.setattr(clock, "now", lambda: NOW)
        install(city)
        fill(city, DemoPlan(TICKETS, 2023, UNTIL), 0, "key", lambda done: None)
        fed(app, db.session())
        streets.rebuild(db.session(), city, NOW)
        recompute(db.session(), city, NOW)
    yield app
    with app.app_context():
        db.session.remove()
        app.extensions["sqlalchemy"].engine.dispose()
    shutil.rmtree(data, ignore_errors=True)


@pytest.fixture
def demonstration(demonstration_kept: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Three thousand tickets of the year that ends with October 2026, on the morning after. Only to be read."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return demonstration_kept


@pytest.fixture
def reader(demonstration: Flask) -> FlaskClient:
    """A client of the demonstration, for what is not a page."""
    return demonstration.test_client()


@pytest.fixture
def reading(demonstration: Flask) -> Pages:
    """A client that examines the pages of the demonstration."""
    return Pages(demonstration.test_client())

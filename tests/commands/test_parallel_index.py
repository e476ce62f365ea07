"""An index built beside what comes in holds all of it, and whatever happens to its builder, none is lost."""

from __future__ import annotations

import resource
import time
from multiprocessing import active_children

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.actions.install import install
from portal.actions.intake.record import record_many
from portal.commands.parallel_index import catch_up, indexed_beside
from portal.config import Settings
from portal.context import portal_of
from portal.domain.city import City
from portal.projections import checkpoints, search_index
from portal.search import open_engine
from portal.search.engine import Engine
from tests.support.complaints import complaint

pytestmark = pytest.mark.database
LONGEST = 30.0  # seconds that a busy machine may need


@pytest.fixture
def engine(app: Flask, session: Session, city: City) -> Engine:
    install(city)
    engine: Engine = portal_of(app).engine
    return engine


def begun(session: Session) -> bool:
    """Whether the builder is at work."""
    at = checkpoints.position(session, search_index.NAME)
    session.rollback()
    return at == checkpoints.BEGUN


def wait_until_begun(session: Session) -> None:
    end = time.monotonic() + LONGEST
    while not begun(session):
        assert time.monotonic() < end, "nobody builds an index"
        time.sleep(0.02)


def test_what_comes_in_is_indexed_when_it_ends(session: Session, engine: Engine, city: City) -> None:
    with indexed_beside():
        record_many([complaint(1)], city)
        wait_until_begun(session)
        record_many([complaint(n) for n in range(2, 40)], city)
    assert engine.documents() == 39
    assert engine.seq() == checkpoints.newest(session) == checkpoints.position(session, search_index.NAME)
    assert active_children() == []


def test_a_builder_whose_disk_is_full_says_so_in_a_sentence_and_leaves_its_work_to_the_next(
    session: Session, engine: Engine, city: City, capfd: pytest.CaptureFixture[str]
) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))  # bytes; the builder inherits it
    try:
        with indexed_beside():
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            record_many([complaint(1)], city)
            for builder in active_children():
                builder.join(LONGEST)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    said = capfd.readouterr().err
    assert "The search index was not built beside" in said and "Traceback" not in said
    catch_up()
    assert engine.documents() == 1


def test_a_builder_that_is_killed_leaves_its_work_to_the_next(session: Session, engine: Engine, city: City) -> None:
    with indexed_beside():
        wait_until_begun(session)
        record_many([complaint(1), complaint(2)], city)
        (beside,) = active_children()
        beside.kill()
    assert engine.seq() == 0
    catch_up()
    assert engine.documents() == 2
    assert engine.seq() == checkpoints.newest(session) == checkpoints.position(session, search_index.NAME)


def test_an_index_that_a_worker_has_in_hand_is_left_to_it(
    session: Session, engine: Engine, city: City, app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_many([complaint(1)], city)
    catch_up()
    record_many([complaint(2)], city)
    search_index.feed(session, engine, city, checkpoints.newest(session))  # and keeps its writer
    record_many([complaint(3)], city)
    another = open_engine("tantivy", settings.data / "index", city)
    monkeypatch.setattr(portal_of(app), "engine", another)
    catch_up()
    assert engine.documents() == 2

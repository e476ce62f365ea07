"""An index that is lost, damaged, ahead of its database or of another history is noticed and built anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.intake.record import record, record_many
from portal.actions.moderate import redact
from portal.domain.city import City
from portal.domain.lens import Sort, TicketFilter
from portal.domain.source_clock import SourceClocks
from portal.models import Checkpoint, Event
from portal.projections.checkpoints import newest
from portal.projections.search_index import feed
from portal.projections.worker import LOOK, Projection
from portal.queries.city.index_state import refuse_lost, unfit
from portal.search import open_engine
from portal.search.engine import Engine, IndexAway
from tests.search import sampling
from tests.support.complaints import complaint
from tests.support.installed import install
from tests.support.one_ticket import ticket

pytestmark = pytest.mark.only_on("sqlite")
Opened = Callable[[], Engine]


@pytest.fixture(params=["tantivy", "whoosh"])
def opened(request: pytest.FixtureRequest, data: Path, city: City) -> Opened:
    """The index as a process that has just started opens it."""
    return lambda: open_engine(request.param, data / "index", city)


@pytest.fixture
def built(session: Session, opened: Opened, city: City) -> Iterator[Engine]:
    """An index of three tickets."""
    install(city)
    record_many([complaint(n) for n in (1, 2, 3)], city)
    engine = opened()
    fed(session, engine, city)
    assert ids(engine) == [1, 2, 3] and not unfit(session, engine)
    yield engine
    engine.close()


def fed(session: Session, engine: Engine, city: City) -> None:
    feed(session, engine, city, newest(session))
    session.rollback()


def ids(engine: Engine) -> list[int]:
    return list(engine.ids(None, TicketFilter(), SourceClocks(sampling.NOW), sort=Sort.OLDEST))


def build(data: Path) -> Path:
    return next(path for path in (data / "index").glob("*/build-*") if path.is_dir())


def halve(data: Path) -> None:
    for path in build(data).iterdir():
        if path.is_file() and path.name not in ("seq", "database"):
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scribble(data: Path) -> None:
    for path in build(data).iterdir():
        if path.is_file() and path.name not in ("seq", "database", "meta.json"):
            path.write_bytes(b"\xa5" * path.stat().st_size)


def delete(data: Path) -> None:
    shutil.rmtree(data / "index")


def delete_build(data: Path) -> None:
    shutil.rmtree(build(data))


def cut_checkpoint(data: Path) -> None:
    (build(data) / "seq").write_text("")


def scribble_pointer(data: Path) -> None:
    (build(data).parent / "current").write_text("\0" * 8)


@pytest.mark.parametrize("harm", [halve, scribble, delete, delete_build, cut_checkpoint, scribble_pointer])
def test_broken_files_are_noticed_by_whoever_starts_and_built_anew(
    session: Session, built: Engine, opened: Opened, data: Path, city: City, harm: Callable[[Path], None]
) -> None:
    built.close()
    harm(data)
    engine = opened()
    assert unfit(session, engine)
    fed(session, engine, city)
    assert not unfit(session, engine) and not engine.lost()
    assert ids(engine) == [1, 2, 3]
    engine.close()


@pytest.mark.parametrize("harm", [delete, delete_build])
def test_an_index_that_goes_while_it_is_read_finds_nothing_for_nobody(
    session: Session, built: Engine, opened: Opened, data: Path, city: City, harm: Callable[[Path], None]
) -> None:
    """A reader is told that the index is away, until the worker has built it again."""
    built.close()
    harm(data)
    with pytest.raises(IndexAway):
        refuse_lost(session, built)
    worker = opened()
    fed(session, worker, city)
    refuse_lost(session, built)
    assert ids(built) == [1, 2, 3]
    worker.close()


def test_a_reader_that_meets_damage_tells_the_worker(
    built: Engine, opened: Opened, session: Session, data: Path
) -> None:
    built.close()
    scribble(data)
    reader = opened()
    with pytest.raises(IndexAway):
        ids(reader)
    assert unfit(session, opened()) == "damaged"


def test_an_older_database_beside_a_newer_index_is_noticed(session: Session, built: Engine, city: City) -> None:
    """T2: the next events get the numbers that the lost ones had, and every one of them is indexed."""
    for statement in ("custody", "original", "event", "ticket"):
        column = "id" if statement == "ticket" else "ticket_id"
        session.execute(text(f"DELETE FROM {statement} WHERE {column} = 3"))
    session.commit()
    assert unfit(session, built) == "ahead"
    record(complaint(7, text="Pohon tumbang menutup jalan."), city)
    assert unfit(session, built) == "of another history", "the number is the same, the event is not"
    fed(session, built, city)
    assert not unfit(session, built)
    assert built.vocabulary("tumbang") and ids(built) == [1, 2, 3]


def test_an_index_that_asks_for_nothing_is_left_alone(session: Session, built: Engine, city: City, data: Path) -> None:
    before = build(data)
    fed(session, built, city)
    record(complaint(4), city)
    fed(session, built, city)
    assert build(data) == before and ids(built) == [1, 2, 3, 4]
    head = session.execute(select(Event.head).where(Event.seq == 4)).scalar_one()
    assert built.mark() == (head or b"").hex()


def test_a_worker_looks_at_what_it_has_built_though_nothing_happens(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, runs, ill = [100.0], [], [""]
    monkeypatch.setattr("portal.projections.worker.monotonic", lambda: now[0])
    projection = Projection("index", lambda _session, seq: runs.append(seq), unfit=lambda _session: ill[0])
    projection.run(session, 5)
    projection.run(session, 5)
    ill[0] = "damaged"
    now[0] += LOOK / 2
    projection.run(session, 5)
    assert runs == [5]
    now[0] += LOOK
    projection.run(session, 5)
    assert runs == [5, 5]


def test_words_that_were_taken_back_are_suggested_no_more(session: Session, built: Engine, city: City) -> None:
    record(complaint(8, text="Tetangga bernama Zulfikarnain membakar sampah."), city)
    fed(session, built, city)
    assert built.vocabulary("zulfikarnain")
    its = ticket("8")
    redact(its.id, None, "Memuat nama.", Act(city))
    fed(session, built, city)
    assert not built.vocabulary("zulfikarnain")
    assert session.get_one(Checkpoint, "index").seq == newest(session)

"""The index follows the log: what is public is found, what is not is nowhere in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.moderate import change_visibility
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.lens import TicketFilter
from portal.domain.record import Record
from portal.domain.source_clock import SourceClocks
from portal.domain.visibility import Visibility
from portal.models import Checkpoint, Ticket
from portal.projections import checkpoints, search_index
from portal.search import open_engine
from portal.search.document import Document
from portal.search.engine import Engine, Found, SearchRequest
from portal.search.query_parser import parse
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install

pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def installed(session: Session, city: City) -> None:
    install(city)


@pytest.fixture(params=["tantivy", "whoosh"])
def engine(request: pytest.FixtureRequest, data: Path, city: City) -> Iterator[Engine]:
    made = open_engine(request.param, data / "search", city)
    yield made
    made.close()


def fed(session: Session, engine: Engine, city: City) -> int:
    seq = checkpoints.newest(session)
    session.rollback()
    return search_index.feed(session, engine, city, seq)


def found(engine: Engine, city: City, text: str) -> Found:
    clocks = SourceClocks(MORNING.replace(year=2024))
    return engine.search(SearchRequest(parse(text, city, engine.analyser, clocks).tree, TicketFilter(), clocks))


def test_a_new_ticket_is_found_by_its_words_its_area_and_its_answers(
    session: Session, engine: Engine, city: City
) -> None:
    answer = step(Kind.RESPONDED, 3, agency="Kelurahan Ragunan", text="Sudah kami tambal dengan aspal panas.")
    record_many([complaint(1, answer), complaint(2)], city)
    assert fed(session, engine, city) == checkpoints.newest(session) == engine.seq()
    assert found(engine, city, "lubang sekolah").total == 2
    assert found(engine, city, "penambalan aspal").total == 1
    assert found(engine, city, "pasar minggu ragunan").total == 2
    assert found(engine, city, "kategori:jalan received:2023-03-06 status:open").total == 2


def test_a_later_event_changes_what_is_found(session: Session, engine: Engine, city: City) -> None:
    record_many([complaint(1)], city)
    fed(session, engine, city)
    assert found(engine, city, "ever:selesai").total == 0
    done = step(Kind.RESOLVED, 30, agency="Kelurahan Ragunan", text="Selesai diperbaiki.")
    record_many([complaint(1, done)], city)
    fed(session, engine, city)
    assert found(engine, city, "ever:selesai status:resolved days:1").total == 1
    assert found(engine, city, "").total == 1
    assert found(engine, city, "status:open").total == 0


def test_nothing_of_a_private_ticket_but_its_facts_is_in_the_index(
    session: Session, engine: Engine, city: City
) -> None:
    answer = step(Kind.RESPONDED, 3, agency="Kelurahan Ragunan", text="Ibu Sari sudah kami hubungi.")
    record_many([complaint(1, answer, private=True, text="Tetangga saya Budi memukul anaknya.")], city)
    fed(session, engine, city)
    assert found(engine, city, "kategori:jalan ragunan").total == 1
    for word in ("budi", "tetangga", "sari", "hubungi", "ampera", "gerbang"):
        assert found(engine, city, word).total == 0
        assert word not in engine.vocabulary()


def test_a_ticket_that_is_hidden_leaves_the_index(session: Session, engine: Engine, city: City) -> None:
    first, _ = record_many([complaint(1), complaint(2)], city)
    fed(session, engine, city)
    assert first.ticket_id is not None
    change_visibility(first.ticket_id, Visibility.HIDDEN, "Bukan laporan.", Act(city))
    fed(session, engine, city)
    assert found(engine, city, "").total == 1
    search_index.rebuild(session, engine, city)
    assert found(engine, city, "").total == 1


def test_a_pending_ticket_is_found_only_once_it_is_published(session: Session, engine: Engine, city: City) -> None:
    moderated = replace(city, moderated=True)
    (only,) = record_many([replace(complaint(1), source="form", submitted_at=clock.now())], moderated)
    fed(session, engine, city)
    assert found(engine, city, "").total == 0
    assert only.ticket_id is not None
    change_visibility(only.ticket_id, Visibility.FULL, "", Act(city))
    fed(session, engine, city)
    assert found(engine, city, "lubang").total == 1


def test_a_rebuild_finds_the_same_as_the_feed(session: Session, engine: Engine, city: City) -> None:
    record_many([complaint(n) for n in range(1, 4)], city)
    fed(session, engine, city)
    record_many([complaint(n) for n in range(3, 9)], city)
    fed(session, engine, city)
    before = found(engine, city, "lubang")
    told: list[tuple[int, int]] = []
    seq = search_index.rebuild(session, engine, city, lambda done, total: told.append((done, total)))
    assert found(engine, city, "lubang") == before
    assert before.total == 8
    assert told[-1] == (8, 8)
    assert seq == engine.seq() == checkpoints.newest(session)


def test_a_cursor_of_0_asks_for_a_rebuild(session: Session, engine: Engine, city: City) -> None:
    record_many([complaint(1)], city)
    fed(session, engine, city)
    session.execute(update(Ticket).values(place="Jalan Baru di muka pasar"))
    ask_again(session)
    assert found(engine, city, "pasar muka").total == 0
    fed(session, engine, city)
    assert found(engine, city, "pasar muka").total == 1
    assert not checkpoints.rebuild_asked(session, search_index.NAME)


def test_a_rebuild_that_was_cut_off_begins_again(
    session: Session, engine: Engine, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_many([complaint(1), complaint(2)], city)
    fed(session, engine, city)
    session.execute(update(Ticket).where(Ticket.source_id == "2").values(place="Jembatan gantung"))
    session.commit()

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        search_index.rebuild(session, engine, city, stop)
    assert found(engine, city, "").total == 2
    assert found(engine, city, "jembatan gantung").total == 0
    fed(session, engine, city)
    assert found(engine, city, "jembatan gantung").total == 1


def coming_in(*moments: Callable[[], object]) -> Callable[[], bool]:
    """What happens between two looks of a build at the database; after the last one nothing more comes."""
    waiting = list(moments)

    def more() -> bool:
        waiting.pop(0)()
        return bool(waiting)

    return more


def test_a_build_takes_in_what_comes_meanwhile(session: Session, engine: Engine, city: City) -> None:
    def comes(*numbers: int) -> Callable[[], object]:
        return lambda: record_many([complaint(n, agency=f"Dinas {n}") for n in numbers], city)

    seq = search_index.rebuild(session, engine, city, more=coming_in(comes(1, 2), comes(), comes(3, 4, 5), comes(6)))
    assert seq == engine.seq() == checkpoints.newest(session) == checkpoints.position(session, search_index.NAME)
    session.rollback()
    assert found(engine, city, "lubang").total == 6


def test_a_ticket_that_changes_during_a_build_is_left_to_the_feed(session: Session, engine: Engine, city: City) -> None:
    def comes(*tickets: Record) -> Callable[[], object]:
        return lambda: record_many(tickets, city)

    done = step(Kind.RESOLVED, 30, agency="Kelurahan Ragunan", text="Selesai diperbaiki.")
    moments = (comes(complaint(1), complaint(2)), comes(complaint(3), complaint(1, done)), comes(complaint(4)))
    seq = search_index.rebuild(session, engine, city, more=coming_in(*moments))
    assert seq == engine.seq() == 3  # the two that were there first, and the third
    assert found(engine, city, "lubang").total == 4
    assert found(engine, city, "ever:selesai").total == 0
    assert fed(session, engine, city) == checkpoints.newest(session)
    assert found(engine, city, "lubang").total == 4
    assert found(engine, city, "ever:selesai diperbaiki").total == 1


def test_a_request_during_a_build_is_kept(session: Session, engine: Engine, city: City) -> None:
    record_many([complaint(1)], city)
    search_index.rebuild(session, engine, city, more=coming_in(lambda: ask_again(session)))
    assert checkpoints.rebuild_asked(session, search_index.NAME)


@pytest.mark.parametrize("stands_at", [0, checkpoints.BEGUN])
def test_what_was_asked_for_or_begun_elsewhere_during_a_feed_is_kept(
    session: Session, engine: Engine, city: City, stands_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_many([complaint(1), complaint(2)], city)
    fed(session, engine, city)
    record_many([complaint(3)], city)
    write = engine.write

    def interrupted(documents: Iterable[Document], removed: Iterable[int], seq: int, mark: str = "") -> None:
        write(documents, removed, seq)
        ask_again(session, stands_at)

    monkeypatch.setattr(engine, "write", interrupted)
    fed(session, engine, city)
    assert checkpoints.position(session, search_index.NAME) == stands_at
    session.rollback()
    monkeypatch.undo()
    assert fed(session, engine, city) == checkpoints.newest(session)
    assert checkpoints.position(session, search_index.NAME) == engine.seq()


def ask_again(session: Session, seq: int = 0) -> None:
    session.execute(update(Checkpoint).where(Checkpoint.name == search_index.NAME).values(seq=seq))
    session.commit()


def test_the_log_is_fed_in_stretches(
    session: Session, engine: Engine, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_many([complaint(1)], city)
    fed(session, engine, city)
    monkeypatch.setattr(search_index, "EVENTS_AT_ONCE", 3)
    record_many([replace(complaint(n), source="lain") for n in range(1, 12)], city)
    fed(session, engine, city)
    assert found(engine, city, "").total == 12
    assert engine.seq() == checkpoints.newest(session)

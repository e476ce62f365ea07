"""How the engine puts its parts together: frames by squares, a state of the index for each search, one writer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from whoosh.query import Term

from portal.domain.lens import Box, Sort, TicketFilter
from portal.search import squares
from portal.search.analysis import Analyser
from portal.search.engine import IndexBusy, SearchRequest
from portal.search.index_entry import VERSION
from portal.search.tantivy import counts
from portal.search.tantivy.engine import TantivyEngine
from tests.search import sampling
from tests.search.sampling import CLOCKS, ticket

BOX = Box(106.78, -6.30, 106.83, -6.22)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[TantivyEngine]:
    made = TantivyEngine(tmp_path, Analyser())
    yield made
    made.close()


def inside(engine: TantivyEngine) -> int:
    return engine.count(None, TicketFilter(bbox=BOX), CLOCKS)


def test_the_folder_is_named_by_engine_version_and_analyser(engine: TantivyEngine, tmp_path: Path) -> None:
    engine.seq()
    assert [path.name for path in tmp_path.iterdir()] == [f"tantivy-{VERSION}-{Analyser().fingerprint}"]


def test_a_frame_finds_the_same_with_squares_and_without(
    engine: TantivyEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.write(sampling.documents(300), [], 1)
    with_squares = inside(engine)
    monkeypatch.setattr(counts, "_ALL", 3)  # more squares than can be counted
    engine.write([], [], 2)
    assert inside(engine) == with_squares > 20


def test_a_frame_with_more_squares_than_are_worth_it_finds_the_same(
    engine: TantivyEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.write(sampling.documents(300), [], 1)
    with_squares = inside(engine)
    monkeypatch.setattr(squares, "MOST", 1)
    assert inside(engine) == with_squares


def test_a_ticket_in_a_square_that_had_none_is_found_after_its_commit(engine: TantivyEngine) -> None:
    engine.write([ticket(1, lat=-6.25, lon=106.80)], [], 1)
    assert inside(engine) == 1
    engine.write([ticket(2, lat=-6.29, lon=106.79)], [], 2)
    assert inside(engine) == 2


def test_a_stream_by_score_holds_every_match(engine: TantivyEngine) -> None:
    engine.write(sampling.documents(300), [], 1)
    tree = Term("words", "jalan")
    found = list(engine.ids(tree, TicketFilter(), CLOCKS, sort=Sort.BEST))
    assert sorted(found) == sorted(engine.ids(tree, TicketFilter(), CLOCKS))
    assert tuple(found[:20]) == engine.search(SearchRequest(tree, TicketFilter(), CLOCKS)).ids


def test_a_rebuild_lets_go_of_the_writer_of_the_old_index(engine: TantivyEngine, tmp_path: Path) -> None:
    engine.write([ticket(1)], [], 1)
    with engine.rebuild() as build:
        build.add([ticket(1), ticket(2)])
        build.finish(2)
    other = TantivyEngine(tmp_path, Analyser())
    other.write([ticket(3)], [], 3)
    other.close()
    assert (engine.documents(), engine.seq()) == (3, 3)


def test_only_one_engine_of_a_node_writes(engine: TantivyEngine, tmp_path: Path) -> None:
    engine.write([ticket(1)], [], 1)
    with pytest.raises(IndexBusy):
        TantivyEngine(tmp_path, Analyser()).write([ticket(2)], [], 2)

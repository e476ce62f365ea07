"""An index survives what happens to a machine: kills, rebuilds under readers, two writers, failures half-way."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.domain.lens import Sort, TicketFilter
from portal.search import open_engine
from portal.search.analysis import Analyser
from portal.search.document import Document
from portal.search.engine import Engine, IndexBusy, SearchRequest
from portal.search.query_parser import parse
from tests.search import sampling
from tests.support.warm import Process

BATCHES, SIZE = 40, 5


@pytest.fixture(params=["tantivy", "whoosh"])
def kind(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


@pytest.fixture
def engine(kind: str, tmp_path: Path) -> Iterator[Engine]:
    made = open_engine(kind, tmp_path, sampling.city())
    yield made
    made.close()


def all_ids(engine: Engine) -> list[int]:
    return list(engine.ids(None, TicketFilter(), sampling.CLOCKS, sort=Sort.OLDEST))


def batch(number: int) -> list[Document]:
    """Each batch repeats tickets of the one before with other contents."""
    rng = random.Random(number)
    return [sampling.document(id, rng) for id in range(number * SIZE, number * SIZE + 2 * SIZE)]


def write_all(engine: Engine) -> None:
    """What a worker does after a start: go on behind the seq that the index has seen."""
    for number in range(engine.seq() + 1, BATCHES + 1):
        engine.write(batch(number), [number], number)


def writer(kind: str, directory: Path) -> Process:
    """Another process that writes what is missing."""
    return Process(lambda: write_all(open_engine(kind, directory, sampling.city())), os.environ)


def test_a_killed_writer_goes_on_as_if_never_killed(kind: str, tmp_path: Path) -> None:
    calm = open_engine(kind, tmp_path / "calm", sampling.city())
    write_all(calm)
    rng, kills = random.Random(7), 0
    for _ in range(3 if kind == "tantivy" else 2):
        running = writer(kind, tmp_path / "killed")
        reader = open_engine(kind, tmp_path / "killed", sampling.city())
        before, deadline = reader.seq(), time.monotonic() + 20
        while reader.seq() == before and running.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(rng.uniform(0, 0.15))
        kills += running.poll() is None
        running.kill()
        running.wait()
    killed = open_engine(kind, tmp_path / "killed", sampling.city())
    write_all(killed)
    assert kills
    assert killed.seq() == calm.seq() == BATCHES
    assert all_ids(killed) == all_ids(calm)
    question = parse("jalan", sampling.city(), calm.analyser, sampling.CLOCKS).tree
    request = SearchRequest(question, TicketFilter(), sampling.CLOCKS, sort=Sort.NEWEST)
    answers = [e.search(request) for e in (killed, calm)]
    assert answers[0] == answers[1]
    for each in (killed, calm):
        each.close()


def test_files_of_a_commit_that_was_cut_off_are_no_obstacle(tmp_path: Path) -> None:
    """As a kill leaves them: all files of the next commit are there, but what points to them is still the old one."""
    calm = open_engine("tantivy", tmp_path / "calm", sampling.city())
    write_all(calm)
    for number in range(1, 12):
        _write_one(tmp_path / "cut", number)
        (build,) = (path for path in (tmp_path / "cut").rglob("build-*") if path.is_dir())
        old = {path: path.read_bytes() for path in build.iterdir() if path.name != ".managed.json"}
        _write_one(tmp_path / "cut", number + 1)
        for path, content in old.items():
            path.write_bytes(content)
    cut = open_engine("tantivy", tmp_path / "cut", sampling.city())
    write_all(cut)
    assert all_ids(cut) == all_ids(calm)
    cut.close()
    calm.close()


def _write_one(directory: Path, number: int) -> None:
    """One batch by a writer that has just started."""
    engine = open_engine("tantivy", directory, sampling.city())
    engine.write(batch(number), [number], number)
    engine.close()


def test_a_reader_sees_the_commit_of_another_process_at_once(engine: Engine, kind: str, tmp_path: Path) -> None:
    assert all_ids(engine) == []
    assert writer(kind, tmp_path).wait() == 0
    assert engine.seq() == BATCHES
    assert engine.documents() == len(all_ids(engine)) > BATCHES


def test_a_reader_follows_a_rebuild_by_another(engine: Engine, kind: str, tmp_path: Path) -> None:
    engine.write(sampling.documents(20), [], 4)
    stream = engine.ids(None, TicketFilter(), sampling.CLOCKS)
    first = next(stream)
    other = open_engine(kind, tmp_path, sampling.city())
    with other.rebuild() as build:
        build.add(sampling.documents(30, seed=3))
        build.finish(9)
    assert (engine.seq(), engine.documents()) == (9, 30)
    assert len({first, *stream}) == 20, "a stream that had begun ends with what it began with"
    engine.write([], range(1, 11), 10)
    assert (other.seq(), other.documents()) == (10, 20)
    other.close()


def test_a_rebuild_that_is_not_finished_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    engine.write(sampling.documents(5), [], 4)
    places = sorted(path.name for path in tmp_path.glob("*/*"))
    with pytest.raises(ZeroDivisionError), engine.rebuild() as build:
        build.add(sampling.documents(9))
        raise ZeroDivisionError
    assert (engine.seq(), engine.documents()) == (4, 5)
    assert sorted(path.name for path in tmp_path.glob("*/*")) == places


def test_a_finished_rebuild_leaves_no_old_one_behind(engine: Engine, tmp_path: Path) -> None:
    for seq in (1, 2):
        with engine.rebuild() as build:
            build.add(sampling.documents(seq))
            build.finish(seq)
    assert len(list(tmp_path.glob("*/build-*"))) == 1


def test_a_write_that_fails_half_way_leaves_nothing(engine: Engine) -> None:
    engine.write(sampling.documents(5), [], 4)

    def breaking() -> Iterator[Document]:
        yield from (replace(document, id=document.id + 100) for document in sampling.documents(3))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        engine.write(breaking(), [1, 2], 5)
    assert (engine.seq(), sorted(all_ids(engine))) == (4, [1, 2, 3, 4, 5])
    engine.write([], [1], 6)
    assert sorted(all_ids(engine)) == [2, 3, 4, 5]


def test_a_second_writer_on_a_node_is_refused(tmp_path: Path) -> None:
    first, second = (open_engine("tantivy", tmp_path, sampling.city()) for _ in range(2))
    first.write(sampling.documents(3), [], 1)
    with pytest.raises(IndexBusy):
        second.write(sampling.documents(5), [], 2)
    first.close()
    second.write(sampling.documents(5), [], 2)
    assert first.documents() == 5
    second.close()


def test_other_names_begin_another_index(kind: str, tmp_path: Path) -> None:
    """An index analysed by other rules is never read: it is as if there were none, and a rebuild is due."""
    one = open_engine(kind, tmp_path, sampling.city())
    one.write(sampling.documents(3), [], 8)
    one.close()
    other = open_engine(kind, tmp_path, replace(sampling.city(), names=frozenset({"ragunan"})))
    assert (other.seq(), other.documents()) == (0, 0)


def test_a_phrase_never_reaches_from_one_part_into_the_next(engine: Engine) -> None:
    plain = next(sampling.documents(1))
    engine.write([replace(plain, title="lampu mati", text="jalan rusak", place="pasar lama", answers=("baik",))], [], 1)
    for phrase, expected in (('"lampu mati"', 1), ('"jalan rusak"', 1), ('"mati jalan"', 0), ('"lama baik"', 0)):
        tree = parse(phrase, sampling.city(), engine.analyser, sampling.CLOCKS).tree
        assert engine.search(SearchRequest(tree, TicketFilter(), sampling.CLOCKS)).total == expected, phrase


def test_words_in_the_title_count_more_and_newer_wins_a_tie(engine: Engine) -> None:
    plain = next(sampling.documents(1))
    texts = {1: ("got", "lain kata"), 2: ("kata", "got lain"), 3: ("lain", "kata")}
    made = [replace(plain, id=id, title=title, text=text, place="", answers=()) for id, (title, text) in texts.items()]
    newer = replace(made[1], id=4, submitted=made[1].submitted + 40 * 86_400)
    engine.write([*made, newer], [], 1)
    tree = parse("got", replace(sampling.city(), synonyms={}), Analyser(), sampling.CLOCKS).tree
    found = engine.search(SearchRequest(tree, TicketFilter(), sampling.CLOCKS)).ids
    assert found[0] == 1 and set(found) == {1, 2, 4}
    if engine.name == "tantivy":
        assert found == (1, 4, 2)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    both = tuple(open_engine(kind, tmp_path_factory.mktemp("small"), sampling.city()) for kind in ("tantivy", "whoosh"))
    for engine in both:
        engine.write(sampling.documents(30), [], 1)
    yield both[0], both[1]
    both[0].close()


ANYTHING = st.text(max_size=60)
PIECES = st.lists(
    st.sampled_from([*'()*-":.,<>²é\x00', " OR ", "jalan", "code:", "area:1", "days:", "ever:"]), max_size=25
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(ANYTHING, PIECES.map("".join)), value=ANYTHING)
def test_no_text_and_no_value_breaks_an_engine(small: tuple[Engine, Engine], text: str, value: str) -> None:
    filter = TicketFilter(agency=(value,), area=(value, "31.74")) if len(value) % 3 == 0 else TicketFilter()
    tree = parse(text, sampling.city(), small[0].analyser, sampling.CLOCKS).tree
    ours, theirs = (engine.search(SearchRequest(tree, filter, sampling.CLOCKS, sort=Sort.NEWEST)) for engine in small)
    assert ours == theirs

"""A reader follows the commits of other writers, and survives that its build is replaced."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import tantivy

from portal.search.analysis import Analyser
from portal.search.store import Store
from portal.search.tantivy.reader import IndexReader
from portal.search.tantivy.schema import schema
from portal.search.tantivy.writer import CommitWriter
from tests.search.sampling import ticket

SCHEMA = schema()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    def create(build: Path) -> None:
        tantivy.Index(SCHEMA, path=str(build), reuse=False)

    return Store(tmp_path / "index", create)


def commit(build: Path, *ids: int) -> None:
    writer = CommitWriter(SCHEMA, Analyser())
    writer.commit(build, [ticket(id) for id in ids], [])
    writer.close()


def test_a_new_store_is_read_as_empty(store: Store) -> None:
    assert IndexReader.open(store).searcher().num_docs == 0


def test_a_reader_sees_a_commit_at_its_next_search(store: Store) -> None:
    reader = IndexReader.open(store)
    before = reader.searcher()
    commit(store.current(), 1, 2)
    assert reader.searcher().num_docs == 2
    assert before.num_docs == 0, "a search that had begun ends on its own commit"


def test_a_searcher_is_the_same_until_the_next_commit(store: Store) -> None:
    commit(store.current(), 1)
    reader = IndexReader.open(store)
    assert reader.searcher() is reader.searcher()


def test_the_stamp_tells_that_another_build_is_in_use(store: Store) -> None:
    store.current()
    reader = IndexReader.open(store)
    assert reader.stamp == store.stamp()
    build = store.begin()
    store.finish(build, 4)
    assert reader.stamp != store.stamp()


def test_a_reader_whose_build_was_removed_answers_once_more(store: Store) -> None:
    commit(store.current(), 1, 2, 3)
    reader = IndexReader.open(store)
    reader.searcher()
    shutil.rmtree(store.current())
    assert reader.searcher().num_docs == 3


def test_a_build_that_is_damaged_and_not_replaced_is_an_error(store: Store) -> None:
    (store.current() / "meta.json").write_text("{")
    with pytest.raises(ValueError):
        IndexReader.open(store)


def test_a_build_that_is_replaced_while_it_is_opened_is_tried_again(store: Store) -> None:
    """As when a rebuild removes the old build between the look-up and the opening."""
    gone = store.current()
    commit(gone, 1)
    build = store.begin()
    commit(build, 1, 2)
    answers = [gone, build, build]

    class Racing(Store):
        def current(self) -> Path:
            return answers.pop(0) if answers else build

    racing = Racing(gone.parent, lambda path: None)
    shutil.rmtree(gone)
    assert IndexReader.open(racing).searcher().num_docs == 2

"""Commits are whole, one writer at a time, and a build takes the place of the old one only when it is finished."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import tantivy

from portal.search.analysis import Analyser
from portal.search.document import Document
from portal.search.engine import IndexBusy
from portal.search.store import Store
from portal.search.tantivy.reader import IndexReader
from portal.search.tantivy.schema import schema
from portal.search.tantivy.writer import CommitWriter, TantivyBuild
from tests.search.sampling import ticket

SCHEMA = schema()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    def create(build: Path) -> None:
        tantivy.Index(SCHEMA, path=str(build), reuse=False)

    return Store(tmp_path / "index", create)


@pytest.fixture
def writer() -> Iterator[CommitWriter]:
    made = CommitWriter(SCHEMA, Analyser())
    yield made
    made.close()


def titles(store: Store) -> int:
    """Tickets whose title is new."""
    query = tantivy.Query.term_query(SCHEMA, "title", "baru")
    return int(IndexReader.open(store).searcher().search(query, 1).count)  # type: ignore[attr-defined]


def count(store: Store) -> int:
    return int(IndexReader.open(store).searcher().num_docs)


def test_a_document_replaces_the_one_with_its_id(store: Store, writer: CommitWriter) -> None:
    writer.commit(store.current(), [ticket(1), ticket(2)], [])
    writer.commit(store.current(), [ticket(1, title="Baru")], [])
    assert (count(store), titles(store)) == (2, 1)


def test_removed_ids_are_gone_and_unknown_ones_are_no_error(store: Store, writer: CommitWriter) -> None:
    writer.commit(store.current(), [ticket(1), ticket(2)], [])
    writer.commit(store.current(), [], [1, 99])
    assert count(store) == 1


def test_a_removed_ticket_may_come_again_in_the_same_commit(store: Store, writer: CommitWriter) -> None:
    writer.commit(store.current(), [ticket(1)], [])
    writer.commit(store.current(), [ticket(1, title="Baru")], [1])
    assert (count(store), titles(store)) == (1, 1)


def test_a_commit_that_fails_leaves_nothing_of_itself(store: Store, writer: CommitWriter) -> None:
    def breaking() -> Iterator[Document]:
        yield ticket(2)
        raise ZeroDivisionError

    writer.commit(store.current(), [ticket(1)], [])
    with pytest.raises(ZeroDivisionError):
        writer.commit(store.current(), breaking(), [1])
    writer.commit(store.current(), [ticket(3)], [])
    assert count(store) == 2


def test_a_second_writer_waits_until_the_first_is_closed(store: Store, writer: CommitWriter) -> None:
    other = CommitWriter(SCHEMA, Analyser())
    writer.commit(store.current(), [ticket(1)], [])
    with pytest.raises(IndexBusy):
        other.commit(store.current(), [ticket(2)], [])
    writer.close()
    other.commit(store.current(), [ticket(2)], [])
    other.close()
    assert count(store) == 2


def test_a_writer_goes_over_to_the_build_that_is_in_use(store: Store, writer: CommitWriter) -> None:
    writer.commit(store.current(), [ticket(1)], [])
    store.finish(store.begin(), 3)
    writer.commit(store.current(), [ticket(2), ticket(3)], [])
    assert count(store) == 2


def test_closing_twice_is_no_error(writer: CommitWriter) -> None:
    writer.close()
    writer.close()


def test_a_build_is_in_use_from_its_finish_on(store: Store) -> None:
    called: list[int] = []
    build = TantivyBuild(store, Analyser(), before_replacing=lambda: called.append(count(store)))
    build.add([ticket(1), ticket(2)])
    assert (count(store), called) == (0, [])
    build.finish(7)
    build.end()
    assert called == [0], "the old build is still in use when its writer must be closed"
    assert (count(store), store.seq(store.current())) == (2, 7)


def test_a_build_that_is_not_finished_is_removed(store: Store) -> None:
    store.current()
    build = TantivyBuild(store, Analyser(), before_replacing=lambda: None)
    build.add([ticket(1)])
    build.end()
    assert count(store) == 0
    assert len(list(store.current().parent.glob("build-*"))) == 1

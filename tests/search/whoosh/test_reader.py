"""A reader knows when it is out of date, and gives rows and ids of what matches."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from whoosh import index
from whoosh.query import Term

from portal.search.analysis import Analyser
from portal.search.store import Store
from portal.search.whoosh.reader import WhooshReader
from portal.search.whoosh.schema import schema, whoosh_document
from tests.search.sampling import ticket


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "index", lambda build: index.create_in(str(build), schema()) and None)


def write(build: Path, *ids: int) -> None:
    writer = index.open_dir(str(build)).writer()
    for id in ids:
        writer.update_document(**whoosh_document(ticket(id), Analyser()))
    writer.commit()


def test_without_a_query_every_row_is_given(store: Store) -> None:
    write(store.current(), 1, 2, 3)
    assert sorted(row.id for row in WhooshReader.open(store).rows(None)) == [1, 2, 3]


def test_a_query_gives_the_rows_that_match(store: Store) -> None:
    write(store.current(), 1, 2, 3)
    reader = WhooshReader.open(store)
    assert [row.id for row in reader.rows(Term("code", "JK2306180343"))] == [2]
    assert reader.rows(Term("code", "nobody")) == []


def test_a_reader_is_stale_after_a_commit(store: Store) -> None:
    write(store.current(), 1)
    reader = WhooshReader.open(store)
    assert not reader.is_stale(store.stamp())
    write(store.current(), 2)
    assert reader.is_stale(store.stamp())


def test_a_reader_is_stale_when_another_build_is_in_use(store: Store) -> None:
    write(store.current(), 1)
    reader = WhooshReader.open(store)
    store.finish(store.begin(), 3)
    assert reader.is_stale(store.stamp())


def test_a_row_that_was_replaced_is_given_once(store: Store) -> None:
    write(store.current(), 1, 2)
    write(store.current(), 2)
    assert sorted(row.id for row in WhooshReader.open(store).rows(None)) == [1, 2]


def test_ids_by_score_keep_to_their_limit_and_filter(store: Store) -> None:
    write(store.current(), 1, 2, 3)
    reader = WhooshReader.open(store)
    assert len(reader.ids_by_score(Term("words", "lampu"), None, 2)) == 2
    assert reader.ids_by_score(Term("words", "lampu"), Term("code", "JK2306180343"), 5) == [2]


def test_a_build_that_is_missing_reads_as_an_empty_one_in_its_place(store: Store) -> None:
    write(store.current(), 1)
    shutil.rmtree(store.current())
    assert list(WhooshReader.open(store).rows(None)) == [] and store.current().is_dir()

"""Ids come in order, page by page and all at once."""

from __future__ import annotations

import pytest
import tantivy

from portal.domain.lens import Sort
from portal.domain.status import Status, StatusType
from portal.search.tantivy import order
from portal.search.tantivy.order import all_ids, ids_by_key, ids_by_score
from tests.search import sampling
from tests.search.sampling import ticket
from tests.search.tantivy.memory import EVERYTHING, SCHEMA, searcher

DOCUMENTS = list(sampling.documents(300, seed=3))
BY_TIME = [d.id for d in sorted(DOCUMENTS, key=lambda d: (d.submitted, d.id))]
IS_OPEN = {d.id: Status(d.status).type is StatusType.OPEN for d in DOCUMENTS}
ORDERS = {
    Sort.NEWEST: BY_TIME[::-1],
    Sort.BEST: BY_TIME[::-1],
    Sort.OLDEST: BY_TIME,
    Sort.WAITING: sorted(BY_TIME, key=lambda id: not IS_OPEN[id]),
}


@pytest.fixture(scope="module")
def index() -> tantivy.Searcher:
    return searcher(DOCUMENTS)


@pytest.mark.parametrize("sort", [*Sort])
def test_all_ids_come_in_order(index: tantivy.Searcher, sort: Sort) -> None:
    assert list(all_ids(index, SCHEMA, EVERYTHING, sort)) == ORDERS[sort]


@pytest.mark.parametrize("batch", [1, 7, 299, 300, 301])
@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST, Sort.WAITING])
def test_batches_neither_repeat_nor_miss_an_id(
    index: tantivy.Searcher, sort: Sort, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order, "_BATCH", batch)
    assert list(all_ids(index, SCHEMA, EVERYTHING, sort)) == ORDERS[sort]


@pytest.mark.parametrize("sort", [*Sort])
def test_a_page_is_a_part_of_all_ids(index: tantivy.Searcher, sort: Sort) -> None:
    assert list(ids_by_key(index, EVERYTHING, sort, 20, 10)) == ORDERS[sort][20:30]
    assert list(ids_by_key(index, EVERYTHING, sort, 295, 10)) == ORDERS[sort][295:]


def test_ids_follow_the_query(index: tantivy.Searcher) -> None:
    query = tantivy.Query.term_query(SCHEMA, "status", "selesai")
    expected = [id for id in BY_TIME if DOCUMENTS[id - 1].status == "selesai"]
    assert list(all_ids(index, SCHEMA, query, Sort.OLDEST)) == expected
    assert list(all_ids(index, SCHEMA, tantivy.Query.empty_query(), Sort.OLDEST)) == []


def test_a_better_match_comes_first_and_the_newer_of_two_equal_ones() -> None:
    texts = {1: "got got got", 2: "got", 3: "got", 4: "lain"}
    plain = {"title": "", "place": "", "answers": (), "facts": "", "code": "JK1"}
    index = searcher(ticket(id, text=f"{text} {'x ' * (3 - len(text.split()))}", **plain) for id, text in texts.items())
    query = tantivy.Query.term_query(SCHEMA, "text", "got", "freq")
    assert ids_by_score(index, query, 0, 10) == (1, 3, 2)
    assert ids_by_score(index, query, 0, 1) == (1,)


def test_no_match_is_no_id(index: tantivy.Searcher) -> None:
    assert ids_by_score(index, tantivy.Query.empty_query(), 0, 10) == ()
    assert ids_by_key(index, tantivy.Query.empty_query(), Sort.NEWEST, 0, 10) == ()

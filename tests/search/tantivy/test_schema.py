"""A document as Tantivy stores it can be searched and counted by each of its fields."""

from __future__ import annotations

import pytest
import tantivy

from portal.search import cells, squares, status_key
from portal.search.index_entry import CHAIN, COUNTED, NUMBERS
from tests.search.sampling import PLAIN, ticket
from tests.search.tantivy.memory import SCHEMA, searcher

BARE = ticket(2, category=None, channel=None, areas=(), lat=None, lon=None, due=None)


@pytest.fixture(scope="module")
def index() -> tantivy.Searcher:
    return searcher([PLAIN, BARE])


def buckets(index: tantivy.Searcher, name: str) -> dict[str, int]:
    answer = index.aggregate(tantivy.Query.all_query(), {"f": {"terms": {"field": name, "size": 100}}})
    return {bucket["key"]: bucket["doc_count"] for bucket in answer["f"]["buckets"]}


def matches(index: tantivy.Searcher, name: str, value: str) -> list[int]:
    hits = index.search(tantivy.Query.term_query(SCHEMA, name, value)).hits
    return sorted(id for id in index.fast_field_values("id", [at for _, at in hits]) if isinstance(id, int))


@pytest.mark.parametrize(
    ("name", "value", "ids"),
    [
        ("code", "JK2306180342", [1]),
        ("status", "proses", [1, 2]),
        ("type", "open", [1, 2]),
        ("agency", "sudin-1", [1, 2]),
        ("holder", "kelurahan-2", [1, 2]),
        ("category", "kategori-1", [1]),
        ("area", "31.74", [1]),
        ("area", "31.74.01.1001", [1]),
        ("channel", "jaki", [1]),
        ("ever", "proses", [1, 2]),
        ("text", "terang", [1, 2]),
        ("answer", "tugas", [1, 2]),
        ("answer", "terang", []),
        ("facts", "tebet", [1, 2]),
        ("text_forms", "penerangan", [1, 2]),
        ("answer_forms", "memperbaiki", [1, 2]),
        ("title", "lampu", [1, 2]),
        ("text", "penerangan", []),  # only its stem
        ("agency", "sudin", []),  # values are whole
    ],
)
def test_a_ticket_is_found_by_each_of_its_values(
    index: tantivy.Searcher, name: str, value: str, ids: list[int]
) -> None:
    assert matches(index, name, value) == ids


def test_what_is_counted_has_a_value_for_every_ticket(index: tantivy.Searcher) -> None:
    for name in ("type", "agency", "category", "channel", "month", CHAIN, status_key.FIELD, squares.FIELD):
        assert sum(buckets(index, name).values()) == 2, name
    assert buckets(index, "category") == {"kategori-1": 1, "": 1}


def test_a_chain_of_areas_is_one_value(index: tantivy.Searcher) -> None:
    assert buckets(index, CHAIN) == {"31.74.01.1001\n31.74.01\n31.74": 1, "": 1}


def test_a_square_is_the_cell_of_the_level_of_squares(index: tantivy.Searcher) -> None:
    square = str(cells.number(-6.25, 106.85) // cells.span(squares.LEVEL))
    assert buckets(index, squares.FIELD) == {square: 1, "": 1}


def test_a_ticket_that_is_never_due_is_due_in_the_far_future(index: tantivy.Searcher) -> None:
    everything = tantivy.Query.all_query()
    answer = index.aggregate(everything, {"f": {"max": {"field": "open_due"}}, "g": {"min": {"field": "open_due"}}})
    assert answer["f"]["value"] == 1 << 40
    assert answer["g"]["value"] == PLAIN.due


@pytest.mark.parametrize("name", [*NUMBERS, *COUNTED])
def test_every_number_can_be_aggregated(index: tantivy.Searcher, name: str) -> None:
    answer = index.aggregate(tantivy.Query.all_query(), {"f": {"value_count": {"field": name}}})
    assert answer["f"]["value"] in (0, 1, 2)

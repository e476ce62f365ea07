"""Quotes match the words as they are written, in order; what has the typed form comes first; pages repeat and skip
nothing; both engines alike."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence

import pytest
from whoosh.query import Query

from portal.domain.lens import Sort, TicketFilter
from portal.search import open_engine
from portal.search.engine import FACETS, Engine, SearchRequest
from portal.search.index_entry import index_entry
from portal.search.query_parser import parse
from tests.search import sampling
from tests.search.naive import matches
from tests.search.sampling import CLOCKS
from tests.search.texts import index_of

CITY = sampling.city()
COUNT, QUERIES, PAGE = 200, 500, 7
TEXTS = (
    "penyakit menular di pasar",
    "ada ular di pasar",
    "jalan kerusakan parah",
    "jalan rusak parah",
    "rusak jalan",
    "kejalan kerusakannya",
)


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with index_of(TEXTS, request.param, tmp_path_factory.mktemp(request.param)) as opened:
        yield opened


def ids(engine: Engine, text: str, **asked: object) -> list[int]:
    tree = parse(text, CITY, engine.analyser, CLOCKS).tree
    return list(engine.search(SearchRequest(tree, TicketFilter(), CLOCKS, **asked)).ids)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"ular"', [2]),
        ('"jalan rusak"', [4]),
        ('"jalan kerusakan"', [3]),
        ('"rusak jalan"', [5]),
        ('"Di PASAR"', [2, 1]),
        ('"pasar di"', []),
        ('-"jalan" pasar', [2, 1]),
        ('parah -"rusak"', [3]),
    ],
)
def test_quotes_are_exact(engine: Engine, text: str, found: list[int]) -> None:
    assert sorted(ids(engine, text)) == sorted(found)


def test_what_has_the_typed_form_comes_first(engine: Engine) -> None:
    assert set(ids(engine, "kerusakan")) == {3, 4, 5, 6} and ids(engine, "kerusakan")[0] == 3
    assert ids(engine, "kerusakannya")[0] == 6
    assert set(ids(engine, "jalan rusak")[:2]) == {4, 5}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    """Both engines with the same short tickets, many of them equal, in several commits."""
    engines = [open_engine(kind, tmp_path_factory.mktemp(kind), CITY) for kind in ("tantivy", "whoosh")]
    documents = list(sampling.documents(COUNT, seed=9, words=6))
    for engine in engines:
        engine.write(documents[: COUNT // 2], [], 1)
        engine.write(documents[COUNT // 2 :], [], 2)
    yield engines[0], engines[1]
    for engine in engines:
        engine.close()


def test_engines_agree_with_each_other_and_with_rows_on_matches_order_and_pages(both: tuple[Engine, Engine]) -> None:
    rows = {document.id: document for document in sampling.documents(COUNT, seed=9, words=6)}
    keys = {id: (row.submitted, id) for id, row in rows.items()}
    same_best, scored = 0.0, 0
    for seed in range(QUERIES):
        rng = random.Random(seed)
        tree = parse(sampling.query(rng), CITY, both[0].analyser, CLOCKS).tree
        filter = TicketFilter(area=(rng.choice(sampling.KECAMATAN),)) if seed % 4 == 0 else TicketFilter()
        asked = f"{seed}: {tree} {filter}"
        whole = [list(engine.ids(tree, filter, CLOCKS, sort=Sort.BEST)) for engine in both]
        newest = [list(engine.ids(tree, filter, CLOCKS)) for engine in both]
        assert newest[0] == newest[1] == sorted(whole[0], key=lambda id: keys[id], reverse=True), asked
        assert sorted(whole[0]) == sorted(whole[1]), asked
        for engine, all_of_it in list(zip(both, whole, strict=True))[: 2 if seed % 4 == 0 else 0]:
            first, second = (_page(engine, tree, filter, offset) for offset in (0, PAGE))
            assert [*first, *second] == all_of_it[: 2 * PAGE], asked
        if len(whole[0]) > 1 and whole[0] != newest[0]:
            scored += 1
            same_best += len(set(whole[0][:PAGE]) & set(whole[1][:PAGE])) / min(PAGE, len(whole[0]))
    assert scored > 50 and same_best / scored > 0.8  # engines weigh words a little otherwise


def test_what_is_found_and_counted_is_what_looking_at_each_ticket_finds(both: tuple[Engine, Engine]) -> None:
    engine = both[0]  # the other answers alike
    entries = [index_entry(document, engine.analyser) for document in sampling.documents(COUNT, seed=9, words=6)]
    some = 0
    for seed in range(QUERIES):
        tree = parse(sampling.query(random.Random(seed)), CITY, engine.analyser, CLOCKS).tree
        found = engine.search(SearchRequest(tree, TicketFilter(), CLOCKS, limit=COUNT))
        right = [entry for entry in entries if matches(tree, entry)]
        assert sorted(found.ids) == [entry.id for entry in right] and found.total == len(right), f"{seed}: {tree}"
        for name in FACETS:
            counted = Counter(value for entry in right for value in entry.names[name])
            assert dict(found.facets[name]) == dict(counted), f"{seed}: {name} of {tree}"
        some += 0 < len(right) < COUNT
    assert some > QUERIES / 2


def _page(engine: Engine, tree: Query | None, filter: TicketFilter, offset: int) -> Sequence[int]:
    return engine.search(SearchRequest(tree, filter, CLOCKS, offset=offset, limit=PAGE, facets=False, trend=False)).ids

"""Both engines and a look at each ticket agree on matches, order, pages, facets, clicks and squares, in a real city's
names: bodies below bodies, areas that are called alike, streets called as areas."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from whoosh.query import Query

from portal import cities
from portal.demo import generate
from portal.domain.city import City, PackArea
from portal.domain.lens import Box, Sort, TicketFilter
from portal.search import cells, open_engine
from portal.search.document import Document
from portal.search.engine import FACETS, Cell, Engine, SearchRequest
from portal.search.filter_query import EngineQuery
from portal.search.index_entry import IndexEntry, index_entry
from portal.search.query_parser import parse
from tests.demo.demo_year import UNTIL
from tests.search import sampling
from tests.search.naive import matches
from tests.search.sampling import CLOCKS

COUNT, PAGE = 1_000, 9
QUERIES, PARTS = (500, 10) if os.environ.get("PANTAU_FAULTS") else (40, 2)  # in parts, so that processes share them
ORDERS = {Sort.NEWEST: ("newest", True), Sort.OLDEST: ("newest", False), Sort.WAITING: ("waiting", False)}


@cache
def town() -> City:
    return cities.load("jakarta-selatan")


def around(code: str | None) -> Iterator[PackArea]:
    """The area of this code and those that it lies in."""
    while area := town().areas.get(code or ""):
        yield area
        code = area.parent


@cache
def documents() -> tuple[Document, ...]:
    """Reports of the demonstration in places of the city, in a state drawn by lot."""
    made = sampling.documents(COUNT, seed=4)
    records = (record for chunk in generate(town(), COUNT, 2023, UNTIL) for record in chunk)
    return tuple(
        replace(
            drawn,
            title=record.title,
            text=record.text,
            place=record.place,
            answers=tuple(step.text for step in record.steps if step.text and step.public),
            agency=record.agency or "",
            category=record.category,
            channel=record.channel,
            areas=tuple(area.code for area in around(record.area)),
            area_names=tuple(dict.fromkeys(area.name for area in around(record.area))),
            lat=record.lat,
            lon=record.lon,
        )
        for drawn, record in zip(made, records, strict=False)
    )


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    engines = [open_engine(kind, tmp_path_factory.mktemp(kind), town()) for kind in ("tantivy", "whoosh")]
    for engine in engines:
        engine.write(documents()[: COUNT // 2], [], 1)
        engine.write(documents()[COUNT // 2 :], [], 2)
    yield engines[0], engines[1]
    for engine in engines:
        engine.close()


def typed(rng: random.Random) -> str:
    """A query of one to three pieces in the city's own names."""
    some = rng.choice(documents())
    words = f"{some.title} {some.text}".split() or ["jalan"]
    agency, area = rng.choice(list(town().agencies.values())), rng.choice(list(town().areas.values()))
    category = rng.choice(list(town().categories.values()))
    pieces = (
        *(rng.choice(words), rng.choice(words), f"-{rng.choice(words)}", f"{rng.choice(words)[:3]}*"),
        *(f'"{" ".join(words[:2])}"', f"{words[0]} OR {rng.choice(words)}", f'instansi:"{agency.name}"'),
        *(f'pemegang:"{agency.short or agency.slug}"', f'kategori:"{category.name_en}"', f'wilayah:"{area.name}"'),
        *(f'{area.level}:"{area.name}"', f"-kecamatan:{some.area_names[-2:][0]}", "status:open", "hari:>20", area.name),
        *(some.place, f"teks:{words[-1]}", f"-jawaban:{rng.choice(words)}", "is:disputed", "oper:>2"),
    )
    return " ".join(rng.choice(pieces) for _ in range(rng.choice((1, 1, 2, 3))))


def narrowed(rng: random.Random) -> TicketFilter:
    """A parent or a child of a facet, both, values that are left out, days, a frame of the map."""
    some, since = rng.choice(documents()), date(2023, 1, 1) + timedelta(days=rng.randrange(330))
    west, south = rng.uniform(106.74, 106.84), rng.uniform(-6.36, -6.24)
    filters = (
        *(TicketFilter(), TicketFilter(area=some.areas[-2:][:1]), TicketFilter(area=some.areas[:1], status=("open",))),
        TicketFilter(agency=(some.agency,), category=(some.category or "",)),
        TicketFilter(status=(some.status, "closed"), excluded=(("category", some.category or ""),)),
        TicketFilter(since=since, until=since + timedelta(days=60), excluded=(("area", some.areas[0]),)),
        TicketFilter(bbox=Box(west, south, west + 0.06, south + 0.05), overdue=rng.random() < 0.3),
    )
    return rng.choice(filters)


@pytest.mark.parametrize("part", range(PARTS))
def test_engines_and_a_look_at_each_ticket_agree(both: tuple[Engine, Engine], part: int) -> None:
    entries = [index_entry(document, both[0].analyser) for document in documents()]
    worth = 0
    for seed in range(part, QUERIES, PARTS):
        rng = random.Random(seed)
        text, filter = typed(rng), narrowed(rng)
        tree, asked = parse(text, town(), both[0].analyser, CLOCKS).tree, f"{seed}: {text!r} {filter}"
        right = looked_at(tree, filter, entries)
        for engine in both:
            agrees(engine, tree, filter, right, entries, asked)
            clicks_give_what_they_say(engine, tree, filter, rng, asked)
        worth += 0 < len(right) < COUNT
    assert worth > QUERIES / PARTS * 0.3, "an agreement on nothing would prove nothing"


def looked_at(
    tree: Query | None, filter: TicketFilter, entries: Sequence[IndexEntry], without: str = ""
) -> list[IndexEntry]:
    query = EngineQuery(tree, filter, CLOCKS).query(without=without)
    return [entry for entry in entries if matches(query, entry)]


def agrees(
    engine: Engine,
    tree: Query | None,
    filter: TicketFilter,
    right: list[IndexEntry],
    entries: Sequence[IndexEntry],
    asked: str,
) -> None:
    found = engine.search(SearchRequest(tree, filter, CLOCKS, limit=COUNT))
    assert sorted(found.ids) == [entry.id for entry in right] and found.total == len(right), asked
    for name in FACETS:
        within = looked_at(tree, filter, entries, name) if filter.asks(name) else right
        counted = Counter(value for entry in within for value in entry.names[name])
        assert dict(found.facets[name]) == dict(counted), (name, asked)
    for sort, (key, falling) in ORDERS.items():
        order = [one.id for one in sorted(right, key=lambda one: one.numbers[key], reverse=falling)]
        assert list(engine.ids(tree, filter, CLOCKS, sort=sort)) == order, (sort, asked)
        assert paged(engine, tree, filter, sort) == order[: 2 * PAGE], (sort, asked)
    assert paged(engine, tree, filter, Sort.BEST) == list(found.ids)[: 2 * PAGE], asked
    level = cells.level_at(13)
    squares = Counter(one.numbers["cell"] // cells.span(level) for one in right if "cell" in one.numbers)
    grid = engine.cells(tree, filter, 13, CLOCKS)
    assert sorted(grid.cells, key=str) == sorted(
        (Cell(*cells.centre(c, level), n) for c, n in squares.items()), key=str
    )


def paged(engine: Engine, tree: Query | None, filter: TicketFilter, sort: Sort) -> list[int]:
    asked = SearchRequest(tree, filter, CLOCKS, sort=sort, limit=PAGE, facets=False, trend=False)
    return [id for offset in (0, PAGE) for id in engine.search(replace(asked, offset=offset)).ids]


def clicks_give_what_they_say(
    engine: Engine, tree: Query | None, filter: TicketFilter, rng: random.Random, asked: str
) -> None:
    """A parent in the place of its child and a child in that of its parent find as many as their facet says."""
    facets = engine.search(SearchRequest(tree, filter, CLOCKS, limit=0, trend=False)).facets
    for name in ("area", "status", "agency"):
        for value in rng.sample(sorted(facets[name]), min(2, len(facets[name]))):
            clicked = filter.choosing(name, (value,))
            assert engine.count(tree, clicked, CLOCKS) == facets[name][value], (name, value, asked)

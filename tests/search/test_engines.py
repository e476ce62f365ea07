"""Both engines give the same answers to hundreds of made-up queries and filters on the same tickets."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

import pytest
from whoosh.query import Query

from portal.domain.condition import Condition
from portal.domain.lens import Sort, TicketFilter
from portal.domain.source_clock import SourceClocks
from portal.search import open_engine
from portal.search.conditions import condition_query
from portal.search.engine import Engine, SearchRequest
from portal.search.filter_query import all_of
from portal.search.query_parser import parse
from tests.search import sampling

COUNT = 1_200
QUERIES = 200
AT_ONCE = 50  # few parts: another process that takes one fills both engines anew


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    """Tantivy and Whoosh with the same tickets, written in several commits."""
    both = tuple(open_engine(kind, tmp_path_factory.mktemp(kind), sampling.city()) for kind in ("tantivy", "whoosh"))
    for engine in both:
        _fill(engine)
    yield both[0], both[1]
    for engine in both:
        engine.close()


def _fill(engine: Engine) -> None:
    with engine.rebuild() as build:
        build.add(sampling.documents(COUNT - 200))
        build.finish(5)
    newer = list(sampling.documents(COUNT, seed=2))
    engine.write(newer[COUNT - 200 :], [], 6)
    engine.write(newer[:50], range(100, 150), 7)


def _question(seed: int, engine: Engine) -> tuple[Query | None, TicketFilter, str]:
    """A tree, a filter, and how to name them when the engines differ."""
    rng = random.Random(seed)
    text = sampling.query(rng) if seed % 5 else ""
    filter = sampling.filter(rng) if seed % 3 else TicketFilter()
    tree = parse(text, sampling.city(), engine.analyser, _clocks(seed)).tree
    return tree, filter, f"{seed}: {text!r} {filter}"


def _clocks(seed: int) -> SourceClocks:
    """Every other question is asked where sources have fallen silent."""
    return sampling.EXPORTS if seed % 2 else sampling.CLOCKS


@pytest.mark.parametrize("first", range(0, QUERIES, AT_ONCE))
def test_both_engines_give_the_same_answers(engines: tuple[Engine, Engine], first: int) -> None:
    for seed in range(first, first + AT_ONCE):
        tree, filter, asked = _question(seed, engines[0])
        old = sampling.NOW.date() - timedelta(days=seed % 200) if seed % 3 else None
        request = SearchRequest(tree, filter, _clocks(seed), sort=Sort.NEWEST, limit=COUNT, old_until=old)
        ours, theirs = (e.search(request) for e in engines)
        assert ours.ids == theirs.ids, asked
        assert [e.count(tree, filter, _clocks(seed)) for e in engines] == [ours.total, theirs.total], asked
        assert (ours.total, ours.open, ours.overdue) == (theirs.total, theirs.open, theirs.overdue), asked
        assert ours.untold == theirs.untold, asked
        assert (ours.counted, ours.resolved_within_week) == (theirs.counted, theirs.resolved_within_week), asked
        assert ours.facets == theirs.facets, asked
        assert ours.trend == theirs.trend, asked
        beside = {one: all_of([tree, condition_query(one, _clocks(seed))]) for one in Condition}
        told = {one: engines[seed % 2].count(both, filter, _clocks(seed)) for one, both in beside.items()}
        assert ours.told == theirs.told == {one: count for one, count in told.items() if count}, asked
        ours_best, theirs_best = (e.search(SearchRequest(tree, filter, _clocks(seed), limit=COUNT)) for e in engines)
        assert sorted(ours_best.ids) == sorted(theirs_best.ids) == sorted(ours.ids), asked


@pytest.mark.parametrize("first", range(0, QUERIES, AT_ONCE))
def test_both_engines_draw_the_same_map(engines: tuple[Engine, Engine], first: int) -> None:
    for seed in range(first, first + AT_ONCE, 4):
        tree, filter, asked = _question(seed, engines[0])
        ours, theirs = (engine.cells(tree, filter, 8 + seed % 10, _clocks(seed)) for engine in engines)
        assert ours == theirs, asked
        areas = [engine.counts_by_area(tree, filter, _clocks(seed)) for engine in engines]
        assert areas[0] == areas[1], asked


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST, Sort.WAITING])
def test_both_engines_order_alike(engines: tuple[Engine, Engine], sort: Sort) -> None:
    for seed in range(25):
        tree, filter, asked = _question(seed, engines[0])
        request = SearchRequest(tree, filter, _clocks(seed), sort=sort, offset=7, limit=13)
        pages = [e.search(request).ids for e in engines]
        streams = [list(e.ids(tree, filter, _clocks(seed), sort=sort)) for e in engines]
        assert pages[0] == pages[1], asked
        assert streams[0] == streams[1], asked
        assert tuple(streams[0][7:20]) == pages[0], asked


def test_the_questions_are_worth_asking(engines: tuple[Engine, Engine]) -> None:
    """Most find something and leave something out: an agreement on nothing would prove nothing."""
    totals = []
    for seed in range(QUERIES):
        tree, filter, _ = _question(seed, engines[0])
        totals.append(engines[0].count(tree, filter, _clocks(seed)))
    assert sum(0 < total < COUNT - 50 for total in totals) > QUERIES * 0.6
    assert len(set(totals)) > 60


def test_vocabularies_are_the_same(engines: tuple[Engine, Engine]) -> None:
    ours, theirs = (engine.vocabulary() for engine in engines)
    assert ours["jalan"] == theirs["jalan"] > 100

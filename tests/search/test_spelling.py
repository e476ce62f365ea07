"""Did you mean: slips are mended, what is right is left alone, and rare words are never offered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from portal.search import open_engine
from portal.search.engine import Engine
from portal.search.query_parser import parse
from portal.search.spelling import better, nearest
from tests.search import sampling

VOCABULARY = {"lampu": 900, "lapu": 4, "penerangan": 300, "sampah": 2000, "sampai": 30, "slamet": 2, "jalan": 5000}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("lmapu", "lampu"), ("lampuu", "lampu"), ("penerangn", "penerangan"), ("sampha", "sampah"), ("jlaan", "jalan")],
)
def test_a_slip_is_mended_into_the_frequent_word(typed: str, meant: str) -> None:
    found = nearest(typed, VOCABULARY)
    assert found is not None and found[0] == meant


@pytest.mark.parametrize("typed", ["slamat", "xyz", "rt05", "qqqqqqqq", "ab", ""])
def test_rare_short_and_strange_words_are_left_alone(typed: str) -> None:
    assert nearest(typed, VOCABULARY) is None


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = open_engine(request.param, Path(tmp_path_factory.mktemp("spelling")), sampling.city())
    with made.rebuild() as build:
        plain = sampling.documents(300)
        build.add(replace(document, text=f"{document.text} lampu penerangan rusak") for document in plain)
        build.finish(1)
    yield made
    made.close()


def _better(engine: Engine, text: str) -> str | None:
    return better(text, parse(text, sampling.city(), engine.analyser, sampling.NOW), engine, sampling.NOW)


def test_only_the_wrong_word_of_a_query_is_replaced(engine: Engine) -> None:
    assert _better(engine, "status:open  Lampuu rusak") == "status:open  lampu rusak"
    assert _better(engine, '"lampuu" (penerangn OR rusak)') == '"lampuu" (penerangan OR rusak)'


def test_a_query_that_is_spelt_right_has_no_better_one(engine: Engine) -> None:
    for text in ("lampu rusak", "", "kerusakannya", "status:opne", "zzzzzz", "-lampuu"):
        assert _better(engine, text) is None

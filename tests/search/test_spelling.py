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


@pytest.mark.parametrize(
    ("typed", "vocabulary", "meant"),
    [
        ("jalam", {"jalan": 3}, "jalan"),
        ("jalam", {"jalan": 2}, None),  # in too few tickets
        ("jalan", {"jalan": 900}, None),  # itself
        ("talan", {"jalan": 900}, None),  # another first letter
        ("jalanku", {"jalan": 900}, "jalan"),  # two slips in a long word
        ("jaln", {"jalan": 900}, "jalan"),
        ("jln", {"jalan": 900}, None),  # too short to know
        ("gott", {"got": 900}, None),  # corrected into nothing so short
        ("jaluu", {"jalan": 900, "jalur": 100}, "jalur"),  # one slip less weighs twenty times
        ("jalux", {"jalan": 9_000, "jalur": 100}, "jalan"),
        ("jala2", {"jalan": 900}, None),
    ],
)
def test_the_likeliest_word_is_frequent_and_few_slips_away(
    typed: str, vocabulary: dict[str, int], meant: str | None
) -> None:
    found = nearest(typed, vocabulary)
    assert (found and found[0]) == meant


def test_a_word_of_more_slips_weighs_less() -> None:
    one, two = nearest("lampuu", {"lampu": 100}), nearest("lampuuu", {"lampu": 100})
    assert one == ("lampu", 100.0)
    assert two == ("lampu", pytest.approx(5.0))


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
    return better(text, parse(text, sampling.city(), engine.analyser, sampling.CLOCKS), engine, sampling.CLOCKS)


def test_only_the_wrong_word_of_a_query_is_replaced(engine: Engine) -> None:
    assert _better(engine, "status:open  Lampuu rusak") == "status:open  lampu rusak"
    assert _better(engine, '"lampuu" (penerangn OR rusak)') == '"lampuu" (penerangan OR rusak)'


def test_a_word_that_was_just_indexed_is_known_at_once(tmp_path: Path) -> None:
    made = open_engine("tantivy", tmp_path, sampling.city())
    assert _better(made, "trotoarr") is None
    made.write([sampling.ticket(id, text="trotoar") for id in range(1, 5)], [], 1)
    assert _better(made, "trotoarr") == "trotoar"
    made.close()


def test_a_word_that_is_found_is_only_replaced_by_one_many_times_as_frequent(tmp_path: Path) -> None:
    made = open_engine("tantivy", tmp_path, sampling.city())
    often = [sampling.ticket(id, text="trotoar") for id in range(1, 61)]
    made.write([*often, sampling.ticket(61, text="trotoarr")], [], 1)
    assert _better(made, "trotoarr") == "trotoar"
    made.write([sampling.ticket(62, text="trotoarr")], [], 2)
    assert _better(made, "trotoarr") is None
    made.close()


def test_a_query_that_is_spelt_right_has_no_better_one(engine: Engine) -> None:
    for text in ("lampu rusak", "", "kerusakannya", "status:opne", "zzzzzz", "-lampuu"):
        assert _better(engine, text) is None

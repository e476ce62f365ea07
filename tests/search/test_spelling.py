"""Did you mean: slips are mended, what is right is left alone, and rare words are never offered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from portal.search import open_engine
from portal.search.analysis import Analyser
from portal.search.engine import Engine
from portal.search.query_parser import parse
from portal.search.spelling import mended, nearest, replaced
from tests.search import sampling

VOCABULARY = {"lampu": 900, "lapu": 4, "penerangan": 300, "sampah": 2000, "sampai": 30, "slamet": 2, "jalan": 5000}


class Words:
    """An index of nothing but words and the number of their tickets."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self.analyser = Analyser(stop_words=frozenset({"dongs"}))
        self._vocabulary = vocabulary

    def frequencies(self, field: str, words: Iterable[str]) -> dict[str, int]:
        return {word: self._vocabulary[word] for word in words if word in self._vocabulary}

    def vocabulary(self, prefix: str = "") -> dict[str, int]:
        return {word: number for word, number in self._vocabulary.items() if word.startswith(prefix)}


def near(typed: str, vocabulary: Mapping[str, int]) -> tuple[str, float] | None:
    return nearest(typed, cast(Engine, Words(vocabulary)))


@pytest.mark.parametrize(
    ("typed", "vocabulary", "meant"),
    [
        ("lmapu", VOCABULARY, "lampu"),  # two letters changed places: one slip
        ("lampuu", VOCABULARY, "lampu"),
        ("penerangn", VOCABULARY, "penerangan"),
        ("penrangn", VOCABULARY, "penerangan"),  # two slips in a long word
        ("sampha", VOCABULARY, "sampah"),
        ("jlaan", VOCABULARY, "jalan"),
        ("talan", VOCABULARY, "jalan"),  # another first letter
        ("alan", VOCABULARY, "jalan"),
        ("slamat", VOCABULARY, None),  # in too few tickets
        ("xyz", VOCABULARY, None),
        ("rt05", VOCABULARY, None),
        ("ab", VOCABULARY, None),
        ("", VOCABULARY, None),
        ("jalan", {"jalan": 900}, None),  # itself
        ("jalanku", {"jalan": 900}, "jalan"),
        ("jalxx", {"jalan": 900}, None),  # two slips in a short word
        ("brg", {"barang": 90, "barangan": 900, "bara": 900}, "barang"),  # vowels left out, ng written g
        ("tmbang", {"tumbang": 1, "tmbg": 9}, "tumbang"),  # a listed word may be rare
        ("mti", {"mati": 900, "mri": 900}, "mati"),  # so short a word lacks a letter, if anything
        ("gott", {"got": 900}, None),  # corrected into nothing so short
        ("jalux", {"jalan": 9_000, "jalur": 100}, "jalur"),
        ("hasli", {"hasil": 20, "dasli": 90}, "hasil"),  # a wrong first letter is rarer
        ("tong", {"dong": 900}, None),  # a word that says nothing
        ("dongz", {"dongs": 900}, None),  # what is left out of a query is not offered
        ("jala2", {"jalan": 900}, None),
    ],
)
def test_the_likeliest_word_is_frequent_and_few_slips_away(
    typed: str, vocabulary: dict[str, int], meant: str | None
) -> None:
    found = near(typed, vocabulary)
    assert (found and found[0]) == meant


def test_a_word_of_more_slips_weighs_less() -> None:
    assert near("sampahann", {"sampahan": 100}) == ("sampahan", 100.0)
    assert near("sampahannn", {"sampahan": 100}) == ("sampahan", pytest.approx(5.0))


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = open_engine(request.param, Path(tmp_path_factory.mktemp("spelling")), sampling.city())
    with made.rebuild() as build:
        plain = sampling.documents(300)
        build.add(replace(document, text=f"{document.text} lampu penerangan rusak") for document in plain)
        build.finish(1)
    yield made
    made.close()


def _better(engine: Engine, text: str) -> str:
    parsed = parse(text, sampling.city(), engine.analyser, sampling.CLOCKS)
    return replaced(text, mended(parsed.words, engine))


def test_only_the_wrong_word_of_a_query_is_replaced(engine: Engine) -> None:
    assert _better(engine, "status:open  Lampuu rusak") == "status:open  lampu rusak"
    assert _better(engine, '"lampuu" (penerangn OR rusak)') == '"lampuu" (penerangan OR rusak)'


def test_a_query_that_is_spelt_right_stays(engine: Engine) -> None:
    for text in ("lampu rusak", "", "kerusakannya", "status:opne", "zzzzzz", "-lampuu"):
        assert _better(engine, text) == text


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Engine]:
    made = open_engine("tantivy", tmp_path, replace(sampling.city(), synonyms={"kafe": "kedai"}))
    yield made
    made.close()


def _often(engine: Engine, **numbers: int) -> None:
    """Index each word, in so many tickets."""
    texts = [word for word, number in numbers.items() for _ in range(number)]
    engine.write([sampling.ticket(id, text=text) for id, text in enumerate(texts, 1)], [], 1)


def test_a_word_that_was_just_indexed_is_known_at_once(empty: Engine) -> None:
    assert _better(empty, "trotoarr") == "trotoarr"
    _often(empty, trotoar=4)
    assert _better(empty, "trotoarr") == "trotoar"


def test_a_word_that_is_found_is_only_replaced_by_one_many_times_as_frequent(empty: Engine) -> None:
    _often(empty, trotoar=102, trotoat=2, spanduk=99, spandum=2)
    assert _better(empty, "trotoat spandum") == "trotoar spandum"


def test_the_last_letter_typed_twice_is_no_word_even_where_it_stands_in_many_reports(empty: Engine) -> None:
    _often(empty, trotoar=50, trotoarr=10)
    assert _better(empty, "trotoarr") == "trotoar"


def test_what_the_city_names_and_explains_and_what_has_other_forms_is_a_word(empty: Engine) -> None:
    _often(empty, jalan=200, menjual=2, penjual=2, kafein=100, tebetan=100, kapuk=100)
    for text in ("kafe", "jualan", "tebet", "kpk"):
        assert _better(empty, text) == text


def test_a_word_of_another_language_is_mended_where_reports_have_what_it_means(empty: Engine) -> None:
    assert _better(empty, "garbge") == "garbge"
    _often(empty, sampah=50)
    assert _better(empty, "garbge") == "garbage"


def test_words_that_were_written_as_one_are_parted(empty: Engine) -> None:
    _often(empty, pasar=9, minggu=9)
    assert _better(empty, "pasarminggu") == "pasar minggu"
    assert _better(empty, "pasarmalam") == "pasarmalam"

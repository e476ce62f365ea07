"""Expressions that mean the same are classes: whoever asks for one of a class finds the same tickets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from portal.domain.lens import TicketFilter
from portal.search.analysis import Analyser
from portal.search.engine import Engine
from portal.search.query_parser import parse
from portal.search.synonyms import Synonyms, classes, english, everyday
from tests.search import sampling
from tests.search.sampling import CLOCKS
from tests.search.texts import index_of

CITY = sampling.city()
TEXTS = (
    "lampu tidak menyala",
    "jl bolong",
    "jln rusak",
    "jalan berlubang, ga dijawab",
    "tindak lanjuti segera",
    "sudah ditindaklanjuti",
    "kerja bakti",
    "warga kerjabakti",
    "selokan tersumbat",
    "got mampet",
    "perumahan Sukamaju Indah",
    "perumahan sukamajuindah",
)


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with index_of(TEXTS, request.param, tmp_path_factory.mktemp(request.param)) as opened:
        yield opened


def found(engine: Engine, text: str) -> set[int]:
    return set(engine.ids(parse(text, CITY, engine.analyser, CLOCKS).tree, TicketFilter(), CLOCKS))


@pytest.mark.parametrize(
    ("texts", "ids"),
    [
        ("jalan jl jln", {2, 3, 4}),
        ("lubang berlubang bolong lobang", {2, 4}),
        ("tidak gak ga nggak tdk", {1, 4}),
        ("got selokan saluran parit drainase", {9, 10}),
        ("mampet tersumbat", {9, 10}),
        ("mati padam", {1}),
        ("kerjabakti", {7, 8}),
    ],
)
def test_each_word_of_a_class_finds_the_same(engine: Engine, texts: str, ids: set[int]) -> None:
    assert {text: found(engine, text) for text in texts.split()} == dict.fromkeys(texts.split(), ids)


def test_joined_and_split_spellings_meet(engine: Engine) -> None:
    assert found(engine, "tindak lanjuti") == found(engine, "ditindaklanjuti") == {5, 6}
    assert found(engine, "sukamaju indah") == found(engine, "sukamajuindah") == {11, 12}
    assert found(engine, "kerja bakti") == {7, 8}
    assert found(engine, '"kerja bakti"') == {7}


def test_classes_that_share_an_expression_become_one() -> None:
    joined = Synonyms([("a", "b"), ("c", "d e"), ("b", "c"), ("x", "y")], str)
    assert set(joined.alternatives[("a",)]) == {("b",), ("c",), ("d", "e")}
    assert set(joined.alternatives[("d", "e")]) == {("a",), ("b",), ("c",)}
    assert joined.alternatives[("y",)] == [("x",)]


def test_an_expression_of_one_stem_with_another_is_no_class() -> None:
    known = Analyser(synonyms={"kerusakan": "rusak"})
    assert known.alternatives == {} and known.written[("rusak",)] == ["kerusakan", "rusak"]


def test_everyday_words_are_indonesian_and_a_city_adds_its_own() -> None:
    assert classes("en", {"a": "b"}) == [("a", "b")]
    assert len(everyday()) > 80 and all(len(line) > 1 and all(line) for line in everyday())
    city = Analyser(synonyms={"pju": "lampu jalan umum"}, everyday=True)
    assert set(city.alternatives[("lampu", "jalan", "umum")]) >= {("pju",), ("lampu", "jalan")}


def test_no_expression_stands_twice_in_the_list() -> None:
    """One that did would join two classes by an oversight."""
    stems = Analyser().stems
    keys = [key for line in everyday() for key in {tuple(stems(text).split()) for text in line}]
    assert {key for key, times in Counter(keys).items() if times > 1} == set()


def test_english_words_find_what_they_mean_and_are_offered_to_nobody() -> None:
    known = Synonyms(
        [("sampah", "limbah")], str.lower, [(("garbage", "street waste"), ("sampah",)), (("limbah",), ("x",))]
    )
    assert known.alternatives["garbage",] == known.alternatives["street", "waste"] == [("sampah",), ("limbah",)]
    assert known.alternatives["sampah",] == [("limbah",)] and known.alternatives["limbah",] == [("sampah",)]
    known = Synonyms(
        [("got", "parit"), ("a b", "c")], str.lower, [(("lid",), ("tutup got", "a b")), (("z",), ("a", "b"))]
    )
    assert known.alternatives["lid",] == [("tutup", "got"), ("tutup", "parit"), ("a", "b"), ("c",)]
    assert known.alternatives["z",] == [("a",), ("b",)], "it has two senses"
    known = Synonyms([("ga", "tdk", "tidak"), ("mati", "tidak nyala")], str.lower)
    assert known.others(("tdk", "nyala")) == [("tidak", "nyala"), ("mati",)] and known.others(("mau", "nyala")) == []
    indonesian = Analyser(everyday=True)
    assert ("lubang",) in indonesian.alternatives["pothole",]
    assert ("pothole",) not in indonesian.alternatives.get(("lubang",), [])
    assert ("lubang",) not in Analyser(language="en", everyday=True).alternatives.get(("pothole",), [])
    expressions = [text for typed, _ in english() for text in typed]
    assert len(expressions) == len(set(expressions)) and all(all(meanings) for _, meanings in english())

"""Which words of a query name where it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from portal.domain.city import PackArea
from portal.domain.lens import TicketFilter
from portal.search import open_engine
from portal.search.engine import Engine
from portal.search.places_named import PlacesNamed, places_named
from portal.search.query_parser import parse
from tests.search import sampling

AREAS = {
    area.code: area
    for area in (
        PackArea(code="31.74.09", name="Jagakarsa", level="kecamatan"),
        PackArea(code="31.74.99", name="Duren Tiga", level="kelurahan"),
    )
}
CITY = replace(sampling.city(), areas=AREAS)
ASKED = {"lampu duren tiga mati": ["31.74.99"], "lampu duren mati": [], "lampu jalan jagakarsa": ["31.74.09"]}


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = open_engine(request.param, Path(tmp_path_factory.mktemp("places")), CITY)
    lying = {
        "Jalan Ampera Raya": "sampah menumpuk",
        "Jalan Kemang Raya": "lampu mati di atas",
        "Jalan Menteng Tiga": "sampah tiga hari",
        "Jalan Duren Tiga": "lampu mati",
        "": "banjir di rumah",
    }
    documents = [sampling.ticket(n, place=place, text=text) for n, (place, text) in enumerate(lying.items(), 1)]
    in_it = replace(documents[0], areas=("31.74.09.1001", "31.74.09"))
    made.write([in_it, *documents[1:-1], replace(documents[-1], area_names=("Jagakarsa",))], [], 1)
    yield made
    made.close()


def named(engine: Engine, text: str) -> PlacesNamed:
    return places_named(text, parse(text, CITY, engine.analyser, sampling.CLOCKS).words, engine, CITY)


def test_words_that_stand_mostly_in_places_name_one_and_what_was_said_before_is_the_matter(engine: Engine) -> None:
    found = named(engine, "sampah di ampera raya bikin bau")
    assert set(found.words) == {"ampera", "raya"} and found.pairs == (("ampera", "raya"),)
    assert found.matter == {"sampah"} and not found.areas
    assert found.words["ampera"] > found.words["raya"]  # the rarer one says more


def test_a_single_word_is_a_place_where_it_follows_di_or_nothing_else_is_one(engine: Engine) -> None:
    assert set(named(engine, "ampera gelap, di kemang").words) == {"kemang"}
    assert set(named(engine, "ampera gelap").words) == {"ampera"}
    assert set(named(engine, "lampu di atas ampera").words) == {"ampera"}


def test_an_area_is_known_by_its_whole_name_alone(engine: Engine) -> None:
    codes = {text: [code for codes, _ in named(engine, text).areas.values() for code in codes] for text in ASKED}
    assert codes == ASKED


def test_what_lies_in_an_area_lies_there_alike_and_a_single_word_of_its_name_says_nothing(engine: Engine) -> None:
    first, *more = named(engine, "lampu duren tiga mati").queries()
    assert not more, "neither its words nor their pair count once more"
    assert engine.best(first, TicketFilter(), sampling.CLOCKS, 9) == (4,), "by the street; Menteng Tiga has but a word"
    (jagakarsa,) = named(engine, "banjir di jagakarsa").queries()
    assert set(engine.best(jagakarsa, TicketFilter(), sampling.CLOCKS, 9)) == {1, 5}


def test_nothing_is_a_place_in_words_that_name_none(engine: Engine) -> None:
    found = named(engine, "lampu mati")
    assert not found.words and not found.matter and not list(found.queries())

"""What is offered while somebody types finds as much as it says, and nothing that is not public is offered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal import clock
from portal.context import portal_of
from portal.domain.lens import TicketFilter
from portal.extensions import db
from portal.projections import checkpoints, search_index
from portal.queries.sources import Sources
from portal.queries.tickets.index import ticket_list
from portal.queries.tickets.type_ahead import MOST, TypeAhead, type_ahead
from portal.search import open_engine
from tests.support.complaints import complaint
from tests.support.lens import RAGUNAN, filled, sources

TYPED = (
    "te", "tebet", "kebayoran ba", "lampu ja", "jalan rusak keb", "jl amp", "fatmaw", "samp", "sudin bina", "dinas",
    "lampu OR sam", "ke", "kelurahan ra", "bangunan",
)  # fmt: skip

EVERYTHING = TicketFilter()


@pytest.fixture
def city(demonstration: Flask) -> Iterator[Sources]:
    with demonstration.app_context():
        yield sources(demonstration, db.session())


def ahead(city: Sources, text: str, filter: TicketFilter = EVERYTHING) -> TypeAhead:
    return type_ahead(city, replace(filter, q=text), clock.now())


def kinds(found: TypeAhead) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for one in found.suggestions:
        told.setdefault(one.kind, []).append(one.name)
    return told


@pytest.mark.only_on("sqlite")
def test_what_is_offered_finds_as_much_as_it_says(city: Sources) -> None:
    for filter in (TicketFilter(), TicketFilter(status=("open",), area=("31.74.07",))):
        for text in TYPED:
            found = ahead(city, text, filter)
            assert len(found.suggestions) <= MOST
            named = [(one.kind, one.of, one.name) for one in found.suggestions if one.kind != "word"]
            assert len(set(named)) == len(named), "one name once"
            for one in found.suggestions:
                total = ticket_list(city, one.filter, clock.now(), figures=False).total
                assert one.count == total > 0, (text, one)
                assert filter.status == one.filter.status, "the rest of the filter stays"


@pytest.mark.only_on("sqlite")
def test_each_kind_is_found_by_its_beginning(city: Sources) -> None:
    for text, kind, name in (
        ("teb", "area", "Tebet"), ("bar", "area", "Kebayoran Baru"), ("samp", "category", "Sampah"),
        ("sudin bina", "agency", "Suku Dinas Bina Marga Jakarta Selatan"), ("rubb", "category", "Sampah"),
        ("garb", "category", "Sampah"), ("distam", "agency", "Dinas Pertamanan dan Hutan Kota"),
        ("fatm", "street", "Jalan RS Fatmawati Raya"), ("jl rs fat", "street", "Jalan RS Fatmawati Raya"),
        ("lamp", "word", "lampu"), ("rusak keba", "word", "kebayoran"),
    ):  # fmt: skip
        assert name in kinds(ahead(city, text)).get(kind, []), text
    assert "lampuu" not in kinds(ahead(city, "lamp"))["word"], "a slip is no completion"
    (first, *_rest) = ahead(city, "lampu kebayoran ba").suggestions
    assert (first.name, first.filter.q, first.filter.area) == ("Kebayoran Baru", "lampu", ("31.74.07",))


@pytest.mark.only_on("sqlite")
def test_the_value_of_a_field_is_completed_by_names_of_this_field(city: Sources) -> None:
    for text, kind, rest in (
        ("instansi:su", "agency", ""),
        ('jalan instansi: "suku dinas bi', "agency", "jalan"),
        ("kategori:sa", "category", ""),
        ("lampu kelurahan:te", "area", "lampu"),
    ):
        found = ahead(city, text).suggestions
        assert found and {(one.kind, one.filter.q) for one in found} == {(kind, rest)}, text
    assert {one.of for one in ahead(city, "kelurahan:te").suggestions} == {"kelurahan"}


@pytest.mark.only_on("sqlite")
def test_the_beginning_of_a_code_is_completed_by_codes(city: Sources) -> None:
    found = ahead(city, "JK2610")
    assert len(found.codes) == 6 and all(code.startswith("JK2610") for code in found.codes)
    assert ahead(city, "2610").codes == ahead(city, "jk-2610").codes == found.codes
    assert ahead(city, "9999").total == 0


@pytest.mark.only_on("sqlite")
def test_where_no_word_is_begun_nothing_is_offered(city: Sources) -> None:
    for text in ("", "t", '"lampu ja', "instansi:sat", "-sam", "lampu or", "((", "***", "¶¶", "jalan \n"):
        words = [one for one in ahead(city, text).suggestions if one.kind == "word"]
        assert not words, text
    assert ahead(city, "x" * 300).total == 0


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_of_closed_and_hidden_reports_no_street_and_no_word_is_offered(
    app: Flask, session: Session, engine: str
) -> None:
    closed = [
        complaint(20 + n, private=True, place="Jalan Rahasiamurni Raya 7", text="Kata rahasiakata tertutup.")
        for n in range(3)
    ]
    shown = [complaint(30 + n, place="Jalan Terangjelas Raya No. 12", area=RAGUNAN) for n in range(3)]
    filled(app, session, [*closed, *shown])
    where = sources(app, session)
    other = open_engine(engine, portal_of(app).settings.data / "other", where.city)
    search_index.feed(session, other, where.city, checkpoints.newest(session))
    there = replace(where, engine=other)
    assert kinds(ahead(there, "terangj"))["street"] == ["Jalan Terangjelas Raya"]
    for text in ("rahasia", "jalan rahasia", "rahasiam"):
        assert ahead(there, text).total == 0, text
    assert ahead(there, "12").total == 0
    other.close()

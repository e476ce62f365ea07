"""A comparison from what is stored: who, in which category and period, and what may be said of them."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.context import portal_of
from portal.domain.city import City
from portal.domain.comparison import Side, Verdict
from portal.queries.compare.document import COLUMNS, comparison_document, comparison_table
from portal.queries.compare.map import comparison_map, has_map
from portal.queries.compare.page import ComparisonPage, comparison_page
from portal.queries.compare.question import Of
from portal.queries.sources import Sources
from portal.queries.versioned_cache import VersionedCache
from tests.support.compared import ALONE, FEW, QUICK, SLOW, compared_city
from tests.support.statements import counted

DAY = 86_400


@pytest.fixture
def sources(app: Flask, session: Session, city: City) -> Sources:
    compared_city(session, city)
    return Sources(session, portal_of(app).engine, city, VersionedCache())


def asked(sources: Sources, **values: str) -> ComparisonPage:
    found = comparison_page(sources, {name: [value] for name, value in values.items()})
    assert found is not None
    return found


def test_offices_of_a_kind_are_compared_in_a_category(sources: Sources) -> None:
    found = asked(sources, category="jalan")
    assert found.question.pairs() == {
        "of": "agencies", "kind": "suku dinas", "category": "jalan", "period": "2023", "measure": "median",
    }  # fmt: skip
    assert [row.named.key for row in found.rows] == [SLOW, QUICK, FEW], "the slowest first, few last, no other kind"
    assert (found.comparison.verdict, found.comparison.slow) == (Verdict.SLOWEST, (SLOW,))
    assert [row.compared.side for row in found.rows] == [Side.SLOWER, Side.NEITHER, Side.NEITHER]
    assert found.rows[0].compared.figure.value == pytest.approx(20 * DAY, rel=0.05)
    assert (found.kinds, found.target) == (("suku dinas", "dinas"), 7 * DAY)
    assert {category.key for category in found.categories} == {"jalan", "pohon"}
    areas = asked(sources, of="areas", category="jalan", measure="within-7")
    assert [(row.named.name, row.compared.tickets) for row in areas.rows] == [("Tebet", 40), ("Pasar Minggu", 45)]
    assert (areas.comparison.verdict, areas.question.kind) == (Verdict.SLOWEST, "kecamatan")
    with counted(sources.session) as statements:
        asked(sources, category="jalan")
    assert len(statements) <= 8, "however many there are"


@pytest.mark.only_on("sqlite")
def test_where_one_has_nearly_all_nobody_is_the_slowest(sources: Sources) -> None:
    found = asked(sources, category="pohon")
    assert (found.comparison.verdict, [row.named.key for row in found.rows]) == (Verdict.ALONE, [ALONE])
    nothing = asked(sources, category="pohon", kind="dinas")
    assert (nothing.comparison.verdict, nothing.rows) == (Verdict.NONE, ())
    assert asked(sources, kind="dinas").comparison.verdict is Verdict.FEW


@pytest.mark.only_on("sqlite")
def test_what_cannot_be_read_is_named_and_the_usual_stands_in_its_place(sources: Sources) -> None:
    wrong = {"of": "x", "kind": "partai", "category": "entah", "period": "1999", "measure": "within-8"}
    found = asked(sources, **wrong)
    assert sorted(found.asked.unread) == sorted(wrong)
    assert found.question == asked(sources).question
    both = comparison_page(sources, {"category": ["jalan", "pohon"]})
    assert both is not None and both.asked.unread == ("category",)
    assert asked(sources, category="Jalan").asked.unread == (), "in other case it is the same category"


@pytest.mark.only_on("sqlite")
def test_what_is_smaller_than_the_figures_becomes_the_next_larger(sources: Sources) -> None:
    month = asked(sources, period="2023-03")
    assert (month.question.period.key, month.asked.coarser) == ("2023-03", ())
    found = asked(sources, period="2023-03", category="jalan", of="areas", kind="kelurahan")
    assert (found.question.period.key, found.question.kind) == ("2023", "kelurahan")
    assert (found.asked.coarser, found.asked.unread) == (("period",), ())
    assert asked(sources, of="areas", kind="kelurahan").asked.coarser == ()


@pytest.mark.only_on("sqlite")
def test_files_say_what_the_page_says(sources: Sources) -> None:
    found = asked(sources, category="jalan", measure="on-time")
    document = comparison_document(found, ZoneInfo("Asia/Jakarta"), "https://pantau.example/compare")
    assert json.loads(json.dumps(document)) == document
    assert (document["filter"], document["verdict"]) == (found.question.pairs(), "slowest")
    assert (document["seq"], document["head"]) == (found.seq, found.head) and len(found.head) == 64
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in comparison_table(found, ZoneInfo("Asia/Jakarta"))]
    assert [(row["key"], row["n"], row["ranked"], row["side"]) for row in rows] == [
        (SLOW, 40, "true", "slower"),
        (QUICK, 40, "true", "faster"),
        (FEW, 3, "false", "neither"),
    ]
    assert {row["as_of"] for row in rows} == {document["as_of"]}


@pytest.mark.only_on("sqlite")
def test_the_map_is_dark_where_reports_wait_long(sources: Sources) -> None:
    cache = VersionedCache()
    for measure in ("median", "within-7"):
        found = asked(sources, of=Of.AREAS.value, category="jalan", measure=measure)
        assert has_map(sources.session, found)
        drawn = comparison_map(sources.session, cache, found)
        tebet, ragunan = drawn.shade("31.74.01"), drawn.shade("31.74.04")
        assert tebet > ragunan > 0 == drawn.shade("31.74.02")
        edges = {shade: (low or 0, high or 1000) for shade, low, high in drawn.classes}
        figure = drawn.rows["31.74.01"].compared.figure.value or 0
        low, high = edges[tebet]
        assert low <= (figure / DAY if measure == "median" else 100 * figure) <= high
    assert not has_map(sources.session, asked(sources, category="jalan")), "nobody says where a suku dinas is"


def test_before_the_first_figures_there_is_nothing_to_compare(app: Flask, session: Session, city: City) -> None:
    assert comparison_page(Sources(session, portal_of(app).engine, city, VersionedCache()), {}) is None

"""One category in small areas: computed when asked, and the same as what is stored where both are known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.context import portal_of
from portal.domain.as_of import AsOf
from portal.domain.city import City
from portal.domain.comparison import Verdict
from portal.domain.period import ALL
from portal.projections.checkpoints import newest
from portal.queries.compare.page import comparison_page
from portal.queries.compare.small_areas import asks_for_small_areas, small_area_sheets
from portal.queries.past.figures import past_figures
from portal.queries.sources import Sources
from portal.queries.tickets.names import lens_names
from portal.queries.versioned_cache import VersionedCache
from tests.support.compared import NOW, compared_city


@pytest.fixture
def sources(app: Flask, session: Session, city: City) -> Sources:
    compared_city(session, city)
    return Sources(session, portal_of(app).engine, city, VersionedCache())


def asked(**values: str) -> dict[str, list[str]]:
    return {name: [value] for name, value in values.items()}


def test_a_category_is_compared_in_the_smallest_areas(sources: Sources) -> None:
    question = asked(of="areas", kind="kelurahan", category="jalan")
    computed = past_figures(sources, AsOf(NOW, newest(sources.session)), "city")
    assert computed is not None
    found = comparison_page(sources, question, computed)
    assert found is not None and found.as_of == NOW and found.question.kind == "kelurahan"
    assert [(row.named.name, row.compared.tickets) for row in found.rows] == [("Tebet Barat", 40), ("Ragunan", 45)]
    assert found.comparison.verdict is Verdict.SLOWEST
    large = comparison_page(sources, asked(of="areas", category="jalan"))
    assert large is not None
    again = small_area_sheets(computed, lens_names(sources), large.question)
    stored = {row.named.key: row.sheet.card.resolution.median for row in large.rows}
    again_of = {area.key: sheet.card.resolution.median for area, sheet in again}
    assert again_of.keys() == stored.keys()
    for key, median in stored.items():
        assert (again_of[key].value, again_of[key].n) == (pytest.approx(median.value, abs=1), median.n)
    everything = small_area_sheets(computed, lens_names(sources), replace(found.question, period=ALL))
    assert sum(sheet.card.received for _, sheet in everything) == 85


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    ("question", "small"),
    [
        ({"of": "areas", "kind": "kelurahan", "category": "jalan"}, True),
        ({"of": "areas", "kind": "kecamatan", "category": "jalan"}, False),
        ({"of": "areas", "kind": "kelurahan"}, False),
        ({"of": "areas", "kind": "kelurahan", "category": ""}, False),
        ({"kind": "kelurahan", "category": "jalan"}, False),
    ],
)
def test_only_what_is_not_stored_is_computed(city: City, question: dict[str, str], small: bool) -> None:
    assert asks_for_small_areas(asked(**question), city) is small

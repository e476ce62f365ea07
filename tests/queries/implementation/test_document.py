"""The six dimensions for machines."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.city import City
from portal.domain.figure import Why, nothing, wilson
from portal.domain.implementation import Dimension
from portal.projections.scorecards import recompute
from portal.queries.implementation.document import implementation_document, ratio
from portal.queries.implementation.page import implementation_page
from tests.support.asked import NOW, asked_city, sources_of


@pytest.mark.only_on("sqlite")
def test_each_dimension_has_its_figures_and_null_where_nothing_is_known(
    app: Flask, session: Session, city: City
) -> None:
    asked_city(session, city)
    recompute(session, city, NOW)
    page = implementation_page(sources_of(app, session), "all", NOW)
    assert page is not None
    found = implementation_document(page, ZoneInfo(city.zone))
    dimensions = found["dimensions"]
    assert isinstance(dimensions, dict)
    assert list(dimensions) == [dimension.value for dimension in Dimension]
    assert dimensions["resources"]["open_per_active_officer"] is None
    assert dimensions["communication"]["open"] == 1
    assert dimensions["character"]["on_time_between_units"] is None
    assert dimensions["standards"]["on_time"]["n"] == page.city.card.on_time.n
    assert (found["seq"], found["head"]) == (page.seq, page.head)


def test_a_ratio_needs_both() -> None:
    assert ratio(wilson(30, 40), wilson(10, 40)) == 3
    assert ratio(nothing(Why.NOT_REACHED, 5), wilson(1, 2)) is None

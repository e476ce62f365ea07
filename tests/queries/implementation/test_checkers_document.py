"""Who checks, as a file: the figures of the page with their intervals, and of how many."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.city import City
from portal.queries.implementation.checkers import checkers_page
from portal.queries.implementation.checkers_document import checkers_document
from tests.support.asked import NOW, sources_of
from tests.support.checked import checked_city


@pytest.mark.only_on("sqlite")
def test_every_figure_is_there(app: Flask, session: Session, city: City) -> None:
    checked_city(session, city)
    page = checkers_page(sources_of(app, session), "", NOW)
    assert page is not None
    told = checkers_document(page, ZoneInfo(city.zone))
    agency = json.loads(json.dumps(told))["agencies"][0]
    assert agency["agency"] == "biro-pemerintahan"
    assert (agency["checks"], agency["made"], agency["open"], agency["ended_unmade"]) == (6, 3, 2, 1)
    assert agency["open_by_age"] == {"up_to_1_days": 0, "up_to_3_days": 0, "up_to_7_days": 0, "older": 2}
    assert agency["refused"]["n"] == 3 and agency["refused"]["small"] is True and agency["refused"]["low"] > 0
    assert agency["disputed_after_agreed"]["value"] == 0.5
    assert agency["time_to_check"]["median"]["n"] == 6
    assert agency["oldest_open"]["code"] == "JK2303060003"
    assert told["as_of"] == "2023-03-16T08:30:00+07:00" and told["units"]

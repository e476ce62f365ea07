"""The map's links that need no script: closer, further, aside, and the lists behind its marks."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from flask import Flask

from portal.blueprints.maps.steps import around_spots, closed_reports, closer, steps
from portal.charts.marks import ReportMark, ReportSpot, Weight
from portal.domain.lens import Box, TicketFilter
from portal.queries.maps.page import MapPage

PAGE = cast(MapPage, SimpleNamespace(looked_at=Box(106.8, -6.3, 106.9, -6.2)))


def test_each_step_leads_where_it_says() -> None:
    found = steps(PAGE)
    assert (found["in"].west, found["in"].east) == pytest.approx((106.825, 106.875))
    assert (found["out"].south, found["out"].north) == pytest.approx((-6.35, -6.15))
    assert found["left"].west < 106.8 < found["right"].west
    assert found["down"].north < -6.2 < found["up"].north
    near = closer(PAGE)(-6.25, 106.81)
    assert (near.west, near.east) == pytest.approx((106.79, 106.83))


def test_the_list_of_a_spot_holds_all_that_lies_on_it() -> None:
    spots = tuple(ReportSpot(Weight.OPEN, str(n), -6.25, 106.8 + n / 10_000, "", "") for n in range(3))
    box = around_spots(ReportMark(spots))
    assert all(box.west <= spot.lon < box.east and box.south <= spot.lat < box.north for spot in spots)


def test_the_list_of_closed_reports_keeps_the_words_and_takes_another_area(app: Flask) -> None:
    asked = TicketFilter(q="lampu OR lubang", area=("31.74.01",), bbox=Box(106.8, -6.3, 106.9, -6.2))
    with app.test_request_context("/"):
        assert closed_reports(TicketFilter())("31.74.04") == "/tickets?q=is%3Aprivate&area=31.74.04"
        link = closed_reports(asked.without("bbox"))("31.74.04")
    assert link == "/tickets?q=%28lampu+OR+lubang%29+is%3Aprivate&area=31.74.04"

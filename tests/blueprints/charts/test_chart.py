"""Small things that all charts share."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.blueprints.charts.chart import class_words, period_words, said, this_chart, yes_or_no
from portal.domain.period import parse

pytestmark = pytest.mark.only_on("sqlite")


def test_words_are_those_of_pages_without_their_marks(app: Flask) -> None:
    period = parse("2023-Q1", "Asia/Jakarta")
    assert period is not None
    with app.test_request_context("/"):
        assert period_words(period) == "Jan–Mar 2023"
        assert said("components/shade_range.html", "shade_range", None, 6.0) == "< 6", "no entity of HTML is left"
        assert (yes_or_no(True), yes_or_no(False)) == ("ya", "tidak")


def test_the_portals_font_has_no_sign_for_or_more() -> None:
    assert [class_words(text) for text in ("≥ 30", "< 6", "6–10")] == ["30 +", "< 6", "6–10"]


def test_an_address_can_be_asked_for_another_agency(app: Flask) -> None:
    with app.test_request_context("/charts/agency-ends.svg?agency=LAMA&period=2023"):
        assert this_chart(agency="baru") == "/charts/agency-ends.svg?agency=baru&period=2023"

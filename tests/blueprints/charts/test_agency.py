"""An agency's curve and months, as files: the figures of its page."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

pytestmark = [pytest.mark.only_on("sqlite"), pytest.mark.usefixtures("figures")]


OF = "agency=sudin-sda&period=2023"


def test_the_curve_has_the_shares_of_the_page_at_its_horizons(client: FlaskClient) -> None:
    page = client.get("/agencies/sudin-sda.json?period=2023").get_json()["figures"]["resolution"]
    rows = {row["days"]: row for row in client.get(f"/charts/agency-ends.json?{OF}").get_json()["rows"]}
    for days in (1, 3, 7, 30, 90):
        figure = page[f"within_{days}_days"]
        assert rows[days]["resolved"] == pytest.approx(figure["value"], abs=1e-4)
        assert rows[days]["resolved_low"] <= rows[days]["resolved"] <= rows[days]["resolved_high"]


def test_a_month_has_marks_alone(client: FlaskClient) -> None:
    document = client.get("/charts/agency-ends.json?agency=sudin-sda&period=2023-03").get_json()
    assert [row["days"] for row in document["rows"]] == [1, 3, 7, 30, 90]
    assert {row["passed_on"] for row in document["rows"]} == {None}
    assert client.get("/charts/agency-ends.svg?agency=sudin-sda&period=2023-03").status_code == 200


def test_months_are_those_of_the_page_and_one_that_is_not_whole_says_so(client: FlaskClient) -> None:
    page = client.get("/agencies/sudin-sda.json").get_json()["months"]
    rows = client.get("/charts/agency-months.json?agency=sudin-sda").get_json()["rows"]
    counted = {month["month"]: (month["received"], month["resolved"]) for month in page}
    assert {row["month"]: (row["received"], row["resolved"]) for row in rows if row["received"]} == {
        key: both for key, both in counted.items() if both[0]
    }
    assert rows[0]["partial"], "the city's first ticket came on the sixth"


def test_an_agency_with_nothing_to_draw_has_no_chart(client: FlaskClient) -> None:
    assert client.get("/charts/agency-months?agency=dinas-sda").status_code == 404
    assert client.get("/charts/agency-ends.json?agency=sudin-gulkarmat").status_code == 404

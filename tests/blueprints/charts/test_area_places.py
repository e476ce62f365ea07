"""What lies in an area is told by its charts as its page tells it, with the choice of what shades the map."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.support.pages import Pages

pytestmark = [pytest.mark.only_on("sqlite"), pytest.mark.usefixtures("figures")]
ASKED = "area=31.74.04&period=2023"


def rows(client: FlaskClient, name: str, asked: str = ASKED) -> list[dict[str, object]]:
    found: list[dict[str, object]] = client.get(f"/charts/{name}.json?{asked}").get_json()["rows"]
    return found


def test_parts_map_and_categories_say_what_the_page_says(client: FlaskClient, pages: Pages) -> None:
    listed = client.get("/areas/31.74.04.json?period=2023").get_json()
    parts = {row["area"]: row for row in rows(client, "area-parts")}
    assert set(parts) == {row["area"] for row in rows(client, "area-map")} and parts["31.74.04.1004"]["n"] == 208
    assert all(row["parent"] == "31.74.04" for row in parts.values())
    assert [row["category"] for row in rows(client, "area-categories")] == [
        row["category"] for row in listed["categories"]
    ]
    shown = pages.get("/areas/31.74.04?period=2023&map=overdue").links(".take-forms a[href*='area-map.csv']")
    assert ["map=overdue" in link for link in shown] == [True]
    days, overdue = (client.get(f"/charts/area-map.svg?{ASKED}&map={by}").text for by in ("days", "overdue"))
    assert "Lama selesai" in days and "Lewat batas" in overdue
    assert client.get(f"/charts/area-map.json?{ASKED}&map=warna").status_code == 400
    assert "Separuh selesai dalam" in pages.get(f"/charts/area-parts?{ASKED}").text


def test_an_area_without_parts_is_shown_among_those_around_it_and_has_no_table_of_parts(client: FlaskClient) -> None:
    asked = "area=31.74.04.1002&period=2023"
    around = {row["area"] for row in rows(client, "area-map", asked)}
    assert "31.74.04.1002" in around and len(around) > 1
    assert client.get(f"/charts/area-parts.json?{asked}").status_code == 404

"""Tables of an agency's figures as charts: the figures of its page."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

pytestmark = [pytest.mark.only_on("sqlite"), pytest.mark.usefixtures("figures")]


OF = "agency=sudin-sda&period=2023"


def test_times_and_shares_are_those_of_the_page(client: FlaskClient) -> None:
    page = client.get("/agencies/sudin-sda.json?period=2023").get_json()["figures"]
    times = {row["name"]: row for row in client.get(f"/charts/agency-times.json?{OF}").get_json()["rows"]}
    median = times["Separuh selesai dalam"]
    assert (median["value_s"], median["low_s"], median["n"]) == tuple(
        page["resolution"]["median"][name] for name in ("value", "low", "n")
    )
    shares = {row["name"]: row for row in client.get(f"/charts/agency-shares.json?{OF}").get_json()["rows"]}
    assert shares["Tepat waktu"]["value"] == page["on_time"]["value"]
    assert shares["Selesai dalam 7 hari"]["value"] == page["resolution"]["within_7_days"]["value"]


def test_categories_are_of_the_year_whatever_month_is_asked(client: FlaskClient) -> None:
    page = client.get("/agencies/sudin-sda.json?period=2023").get_json()["categories"]
    document = client.get("/charts/agency-categories.json?agency=sudin-sda&period=2023-03").get_json()
    assert document["filter"] == {"agency": "sudin-sda", "period": "2023"}
    assert [row["value"] for row in document["rows"]] == [c["figures"]["on_time"]["value"] for c in page]


def test_categories_of_a_past_moment_are_those_of_its_page(client: FlaskClient) -> None:
    past = f"{OF}&as_of=2023-03-31"
    page = client.get(f"/agencies/sudin-sda.json?{past}").get_json()["categories"]
    shares = [category["figures"]["on_time"]["value"] for category in page]
    chart = client.get(f"/charts/agency-categories.json?{past}").get_json()
    assert [row["value"] for row in chart["rows"]] == shares
    now = client.get(f"/charts/agency-categories.json?{OF}").get_json()
    assert [row["value"] for row in now["rows"]] != shares


def test_names_are_in_the_readers_language(client: FlaskClient) -> None:
    rows = client.get(f"/en/charts/agency-categories.json?{OF}").get_json()["rows"]
    assert [row["name"] for row in rows] == ["Roads"]

"""The curve of any filter, with every step that its drawing has."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.support.pages import Pages

pytestmark = [pytest.mark.only_on("sqlite"), pytest.mark.usefixtures("figures")]


def test_the_curve_says_what_the_figures_of_the_filter_say(client: FlaskClient) -> None:
    document = client.get("/charts/tickets-figures.json?category=jalan").get_json()
    week = client.get("/tickets/figures.json?category=jalan").get_json()["figures"]["resolution"]["within_7_days"]
    (row,) = [row for row in document["rows"] if row["days"] == 7]
    assert row["resolved"] == pytest.approx(week["value"], abs=1e-3)
    assert row["resolved_low"] <= row["resolved"] <= row["resolved_high"]
    assert document["finding"].startswith("Separuh laporan selesai dalam") and document["of"] == "Jalan"


def test_each_part_of_the_page_has_its_address_and_its_figures(client: FlaskClient, pages: Pages) -> None:
    page = pages.get("/tickets/figures?category=jalan")
    names = {link.partition("/charts/")[2].partition(".csv")[0] for link in page.links(".take-forms a[href*='.csv?']")}
    assert names == {"tickets-figures", "tickets-times", "tickets-endings", "tickets-open", "tickets-shares"}
    figures = client.get("/tickets/figures.json?category=jalan").get_json()["figures"]
    shown = {name: client.get(f"/charts/{name}.json?category=jalan").get_json() for name in names}
    assert all(one["rows"] and one["city_source"] and one["of"] == "Jalan" for one in shown.values())
    ends = {row["ending"]: row["reports"] for row in shown["tickets-endings"]["rows"]}
    assert ends["resolved"] == figures["closing"]["resolved"] and ends["open"] == figures["backlog"]["open"]
    assert sum(row["reports"] for row in shown["tickets-open"]["rows"]) == figures["backlog"]["open"]
    on_time = next(row for row in shown["tickets-shares"]["rows"] if row["name"] == "Tepat waktu")
    assert on_time["value"] == pytest.approx(figures["on_time"]["value"], abs=1e-4)
    drawn = client.get("/charts/tickets-endings.svg?category=jalan").text
    assert "Asal data kota" in drawn and "Asal data kota" in pages.get("/charts/tickets-endings?category=jalan").text


def test_of_what_its_outcome_chose_only_the_ages_are_drawn(client: FlaskClient) -> None:
    for name in ("tickets-times", "tickets-endings", "tickets-shares"):
        assert client.get(f"/charts/{name}.json?status=open").status_code == 404
    shown = client.get("/charts/tickets-open.json?status=open").get_json()
    assert shown["rows"] and shown["finding"] == ""


def test_what_its_outcome_chose_has_no_curve(client: FlaskClient) -> None:
    assert client.get("/charts/tickets-figures.json?status=selesai").status_code == 404
    assert client.get("/charts/tickets-figures.json?from=kemarin").status_code == 400

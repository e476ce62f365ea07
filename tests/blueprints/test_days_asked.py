"""Figures of any days, and of areas in a month: computed when asked for, they are those of the stored periods."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal import clock
from portal.context import portal_of
from tests.blueprints.pictures.test_drawn import picture
from tests.support.compared import NOW, compared_city
from tests.support.lens import fed
from tests.support.pages import Pages

QUARTER, ITS_DAYS = "2023-Q1", "2023-01-01..2023-03-31"
SLOW = "sudin-sda"
SAID = {"agencies", "areas", "figures", "city", "compared", "per_1000", "little_reported_long_waits"}


@pytest.fixture(autouse=True)
def figures(app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    compared_city(session, portal_of(app).city)
    fed(app, session)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("path", "stored", "days"),
    [
        ("/agencies", QUARTER, ITS_DAYS),
        ("/agencies", "2023-03", "2023-03-01..2023-03-31"),
        ("/agencies?category=jalan", "2023", "2023-01-01..2023-12-31"),
        ("/areas", QUARTER, ITS_DAYS),
        ("/areas", "2023-03", "2023-03-01..2023-03-31"),
        (f"/agencies/{SLOW}", QUARTER, ITS_DAYS),
        ("/areas/31.74.01", QUARTER, ITS_DAYS),
        ("/areas/31.74.01", "2023-03", "2023-03-01..2023-03-31"),
        ("/compare?of=areas", QUARTER, ITS_DAYS),
    ],
)
def test_days_that_are_a_period_have_its_figures(client: FlaskClient, path: str, stored: str, days: str) -> None:
    address, _, query = path.partition("?")
    found, was = (client.get(f"{address}.json?{query}&period={period}").get_json() for period in (days, stored))
    assert found is not None and was is not None, path
    for name in was.keys() & SAID:
        assert figures_of(found[name]) == figures_of(was[name]), name
    assert found["as_of"] == was["as_of"] and found["seq"] == was["seq"]


def figures_of(told: object) -> object:
    """What is told but for the name of the period, and for what is kept of years alone."""
    if isinstance(told, list):
        return [figures_of(one) for one in told]
    if isinstance(told, dict):
        left_out = {"period", "on_time_adjusted", "page"}
        return {name: figures_of(value) for name, value in told.items() if name not in left_out}
    return told


@pytest.mark.only_on("sqlite")
def test_two_dates_lead_to_the_address_of_their_days(pages: Pages, client: FlaskClient) -> None:
    paths = [("/agencies", "category=jalan"), ("/areas", "sort=rate")]
    for path, more in (*paths, (f"/agencies/{SLOW}", "as_of=2023-06-30"), ("/areas/31.74.01", "as_of=2023-06-30")):
        led = client.get(f"{path}?from=2023-03-31&to=2023-01-01&{more}")
        assert (led.status_code, led.headers["Location"]) == (302, f"{path}?{more}&period={ITS_DAYS}")
        page = pages.get(led.headers["Location"])
        assert "1 Jan 2023–31 Mar 2023" in page.text and page.one("details.days[open]")
        typed = {field["name"]: field.get("value") for field in page.all("details.days input")}
        name, _, value = more.partition("=")
        assert (typed["from"], typed["to"]) == ("2023-01-01", "2023-03-31") and str(typed[name]).startswith(value)
    for more in ("endpoint=x", "_anchor=x&_scheme=y", "category=jalan&category=pohon"):  # whatever else is in it stays
        led = client.get(f"/agencies?{more}&period=2023&from=2023-01-01&to=2023-03-31")
        assert (led.status_code, led.headers["Location"]) == (302, f"/agencies?{more}&period={ITS_DAYS}")
    for path in ("/agencies", "/areas", f"/agencies/{SLOW}", "/areas/31.74.01"):
        page = pages.get(f"{path}?from=2023-03-31&to=1/4/23&sort=rate", status=422)
        assert page.links(".faults a") == ["#to"] and "Masuk sampai: " in page.words(".faults")
        assert page.link("Kembali, tanpa memilih tanggal") == f"{path}?sort=rate"
        typed = {str(field["name"]): field.get("value") for field in page.all("form.ask[novalidate] input")}
        assert typed == {"from": "2023-03-31", "to": "1/4/23", "sort": "rate"}
    page = pages.get("/agencies?as_of=kemarin")
    assert page.one("form.past[novalidate] input[name=as_of]")["value"] == "kemarin"
    assert "Pilih tanggalnya dulu" in pages.get("/agencies?as_of=").words("form.past")
    for wrong in ("2023-02-30..2023-03-01", "2023-03-02..2023-03-01", "2023-03-01..", "..", f"{ITS_DAYS}?", "2023Q1"):
        for path in ("/areas", "/areas/31.74.01", f"/agencies/{SLOW}"):
            assert client.get(f"{path}?period={wrong}").status_code == 404, wrong
        assert client.get(f"/agencies.json?period={wrong}").status_code == 400, wrong


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("path", [f"/agencies/{SLOW}", "/areas/31.74.01"])
def test_only_what_is_stored_has_a_picture_of_its_own(pages: Pages, client: FlaskClient, path: str) -> None:
    for period, own in (("2023", True), (ITS_DAYS, False)):
        named = picture(pages.get(f"{path}?period={period}"))
        assert named.startswith(f"/pictures{path}.png") is own and client.get(named).status_code == 200


@pytest.mark.only_on("sqlite")
def test_a_citation_of_any_days_leads_to_the_same(client: FlaskClient) -> None:
    drawn = client.get(f"/charts/agencies.json?period={ITS_DAYS}").get_json()
    again = client.get(drawn["cite"].removeprefix("http://localhost").replace("agencies?", "agencies.json?"))
    assert again.get_json()["rows"] == drawn["rows"] != []

"""A citation of who waits for whom gives the same figures later, whatever has been asked and answered since."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.projections.scorecards import recompute
from tests.support.asked import NOW, PAM, SDA, ask, asked_city, reply
from tests.support.complaints import complaint
from tests.support.pages import Pages

FILES = ("waits.json", "waits.csv")
CHARTS = {"waits": "", "waits-asked": "", "waits-matrix": "", "agency-asked": "agency=pam-jaya"}


def test_what_was_cited_is_found_again(
    app: Flask, session: Session, client: FlaskClient, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    city = portal_of(app).city
    asked_city(session, city)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    recompute(session, city, NOW)
    was = {name: client.get(f"/charts/{name}.json?{asked}").get_json() for name, asked in CHARTS.items()}
    files = {file: client.get(f"/implementation/{file}?period=all").text for file in FILES}
    lead = pages.get("/implementation/waits").words("p.lead")
    record_many(
        [
            complaint(2, ask(40, PAM), reply(60, PAM), title="Pipa bocor"),
            complaint(9, ask(50, SDA)),
            complaint(10, ask(55, PAM)),
        ],
        city,
    )
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=30))
    recompute(session, city, NOW + timedelta(days=30))
    for name, before in was.items():
        link = before["cite"].removeprefix("http://localhost")
        assert client.get(f"/charts/{name}.json?{CHARTS[name]}").get_json()["rows"] != before["rows"] != [], name
        again = client.get(link.replace(f"/{name}?", f"/{name}.json?")).get_json()
        assert [again[key] for key in ("rows", "as_of", "seq", "cite")] == [
            before[key] for key in ("rows", "as_of", "seq", "cite")
        ], name
        shown = pages.get(link)
        assert not shown.all(".notice.warn") and "as_of=" in shown.links(".take-forms a[href*='.csv?']")[0]
    moment = was["waits"]["cite"].partition("?")[2]
    for file, before in files.items():
        found = client.get(f"/implementation/{file}?{moment}")
        assert found.text == before != client.get(f"/implementation/{file}?period=all").text, file
        assert f"-{was['waits']['seq']}." in found.headers["Content-Disposition"]
    page = pages.get(f"/implementation/waits?{moment}")
    assert (
        page.words("p.lead")
        == lead.replace("Sekarang", "Saat itu")
        != pages.get("/implementation/waits").words("p.lead")
    )
    assert "Sebagaimana diketahui pada" in page.words(".notice") and "saat itu" in page.text
    assert all("as_of=" in link for link in page.links(".periods a, .asked th a, main a[href*='.csv']"))
    assert f"/implementation/waits?{moment}" in pages.get(f"/charts/waits?{moment}").links("nav.crumbs a")
    assert "Waktu ini tidak terbaca" in pages.get("/implementation/waits?as_of=kemarin").words(".notice")
    for path in ("waits?{}", "waits.csv?{}", "checks?{}"):
        ahead = client.get("/implementation/" + path.format("period=1999&as_of=2023-03-20"))
        assert ahead.status_code == (400 if "csv" in path else 404)

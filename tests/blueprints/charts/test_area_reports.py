"""Whose an area's reports are is taken away with its numbers, and is the same by the log as it was by the index."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.projections.scorecards import recompute
from tests.support.compared import ALONE, NOW, QUICK, SLOW, waits
from tests.support.lens import fed
from tests.support.pages import Pages

pytestmark = pytest.mark.usefixtures("figures")
AREA, PART = "area=31.74.04&period=2023", "area=31.74.04.1004&period=2023"


def rows(client: FlaskClient, address: str) -> dict[str, tuple[int, float]]:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return {row["code"]: (row["reports"], row["share"]) for row in answer.get_json()["rows"]}


def test_each_has_its_address_and_its_citation_stays_what_it_was(
    app: Flask, session: Session, client: FlaskClient, pages: Pages
) -> None:
    whose = rows(client, f"/charts/area-agencies.json?{AREA}")
    n = sum(count for count, _ in whose.values())
    assert whose[QUICK][0] == 40 and whose[ALONE] == (40, round(40 / n, 6)) and len(whose) > 2
    listed = client.get("/areas/31.74.04.json?period=2023").get_json()["agencies"]
    assert {row["agency"]: (row["reports"], round(row["share"], 4)) for row in listed} == {
        slug: (count, round(share, 4)) for slug, (count, share) in whose.items()
    }
    cited = {
        name: client.get(f"/charts/{name}.json?{asked}").get_json()["cite"]
        for name, asked in (("area-agencies", AREA), ("area-subjects", AREA), ("area-agencies", PART))
    }
    before = {name: rows(client, address.replace(f"/{name}?", f"/{name}.json?")) for name, address in cited.items()}
    record_many(waits(801, 50, 3, SLOW), portal_of(app).city)
    fed(app, session)
    recompute(session, portal_of(app).city, NOW)
    for name, address in cited.items():
        assert rows(client, address.replace(f"/{name}?", f"/{name}.json?")) == before[name], name
        assert "sudah berganti" not in pages.get(address).text
    assert rows(client, f"/charts/area-agencies.json?{AREA}")[SLOW][0] == whose.get(SLOW, (0, 0))[0] + 50


def test_a_small_area_offers_what_its_reports_are_about(client: FlaskClient, pages: Pages) -> None:
    page = pages.get("/areas/31.74.04.1004?period=2023")
    assert page.links(".take-forms a[href*='area-subjects.csv']") and not page.links("a[href*='area-categories.csv']")
    about = rows(client, f"/charts/area-subjects.json?{PART}")
    assert sum(share for _, share in about.values()) == pytest.approx(1)
    then = pages.get("/areas/31.74.04.1004?period=2023&as_of=2023-04-01")
    assert "Siapa yang menanganinya" in then.text
    assert not [link for link in then.links(".hands a") if "/tickets" in link], "lists of reports are of today alone"
    assert all("as_of=" in link for link in then.links(".hands a"))


def test_an_area_without_reports_has_none_and_a_file_refuses_what_it_cannot_read(client: FlaskClient) -> None:
    assert client.get("/charts/area-agencies.json?area=31.74.10").status_code == 404
    assert client.get(f"/charts/area-agencies.csv?{AREA}&as_of=kemarin").status_code == 400
    assert client.get(f"/charts/area-agencies?{AREA}&sort=n").status_code == 400

"""A file that is taken page by page holds every ticket once, whatever happens meanwhile."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.resolve import resolve
from portal.context import portal_of
from tests.blueprints.tickets.test_export import codes
from tests.support.complaints import complaint
from tests.support.lens import fed, filled
from tests.support.one_ticket import id_of

pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def city_with_tickets(app: Flask, session: Session) -> None:
    filled(app, session)


def test_json_is_taken_page_by_page_while_reports_come_change_and_go(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    for order in ("newest", "oldest"):
        whole, found, address = codes(client, "json", f"sort={order}"), [], f"/tickets.json?page_size=2&sort={order}"
        while address:
            page = client.get(address)
            found += [ticket["code"] for ticket in page.get_json()["tickets"]]
            assert page.get_json()["about"]["total"] == len(whole)
            following = page.get_json()["about"]["next"]
            assert (f'<{following}>; rel="next"' in page.headers.getlist("Link")) == bool(following)
            address = (following or "").removeprefix("http://localhost")
        assert found == whole, order
    features = client.get("/tickets.geojson?page_size=2&sort=oldest").get_json()
    second = client.get(features["about"]["next"]).get_json()
    assert [one["properties"]["code"] for page in (features, second) for one in page["features"]] == whole[:4]
    first = client.get("/tickets.json?page_size=3&status=open").get_json()
    still_open = codes(client, "json", "status=open")
    record_many([complaint(91), complaint(92)], portal_of(app).city)
    resolve(id_of(first["tickets"][0]["code"]), "Sudah.", Act(portal_of(app).city))
    fed(app, session)
    second = client.get(first["about"]["next"]).get_json()
    listed = [one["code"] for page in (first, second) for one in page["tickets"]]
    assert listed == still_open[: len(listed)] and len(listed) > 3

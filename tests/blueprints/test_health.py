"""What machines ask."""

from __future__ import annotations

from flask.testing import FlaskClient

from portal.actions.intake.record import record
from portal.domain.city import City
from tests.support.complaints import LUBANG
from tests.support.installed import install


def test_a_living_process_says_so(client: FlaskClient) -> None:
    assert client.get("/healthz").text == "ok\n"


def test_a_ready_portal_says_how_far_its_readings_are_behind(client: FlaskClient, city: City) -> None:
    with client.application.app_context():
        install(city)
        record(LUBANG, city)
    found = client.get("/readyz").json
    assert found is not None
    assert found["ready"] is True
    assert found["seq"] == 1
    assert found["lag"] == {"index": 1}, "the version of the areas is no reading of the log"

"""Drawings and images of charts as they are sent."""

from __future__ import annotations

import struct

import pytest
from flask.testing import FlaskClient

from portal.web.limits import Slots, image_slots
from tests.support.charts import address

pytestmark = [pytest.mark.only_on("sqlite"), pytest.mark.usefixtures("figures")]


def test_a_drawing_may_carry_its_style_and_nothing_that_runs(client: FlaskClient) -> None:
    found = client.get(address("compare", ".svg"))
    assert found.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert found.headers["X-Content-Type-Options"] == "nosniff"
    assert found.headers["X-Log-Head"]


def test_an_image_is_drawn_once_and_kept(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get(address("compare", ".png"))
    assert struct.unpack(">I", first.data[16:20]) == (1200,)
    full = Slots(1, 7)
    monkeypatch.setattr("portal.blueprints.charts.image.image_slots", full)
    with full.place():
        assert client.get(address("compare", ".png")).data == first.data
        busy = client.get(address("agency-ends", ".png"))
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "7")
    assert client.get(address("agency-ends", ".png")).status_code == 200, "the place is free again"
    assert full is not image_slots

"""What the script of the map draws: every placed ticket, as circles or one by one."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.support.lens import filled
from tests.support.pages import Page

pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def city_with_tickets(app: Flask, session: Session) -> None:
    filled(app, session)


def config(page: Page) -> dict[str, object]:
    found: dict[str, object] = json.loads(str(page.one("[data-map]")["data-map"]))
    return found


def test_circles_hold_every_placed_ticket_at_every_zoom(client: FlaskClient) -> None:
    for zoom in range(0, 21, 4):
        found = client.get(f"/map/cells.json?zoom={zoom}").get_json()
        assert found["placed"] == sum(cell[2] for cell in found["cells"]) == 6


def test_single_tickets_have_status_place_and_a_name(client: FlaskClient) -> None:
    spots = client.get("/map/tickets.json").get_json()["tickets"]
    assert len(spots) == 6
    by_code = {spot[0]: spot for spot in spots}
    assert by_code["JK2303060004"][1:] == ["menunggu", -6.2985, 106.8212, "Jalan"]
    assert all(client.get(f"/tickets/{code}").status_code == 200 for code in by_code)

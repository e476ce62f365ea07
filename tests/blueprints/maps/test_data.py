"""What the script of the map draws: every placed ticket, as circles, or one by one."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.support.lens import RAGUNAN, SECRET, filled

pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def city_with_tickets(app: Flask, session: Session) -> None:
    filled(app, session)


def test_what_is_drawn_holds_every_placed_ticket_at_every_zoom(client: FlaskClient) -> None:
    for zoom in ("0", "4.5", "8", "12", "16", "20"):
        found = client.get(f"/map/cells.json?zoom={zoom}").get_json()
        drawn = [*(cell[2] for cell in found["cells"]), *(mark[4] for mark in found["marks"])]
        assert found["placed"] == sum(drawn) + sum(closed[2] for closed in found["closed"]) == 6


def test_a_mark_has_what_matters_its_place_and_a_name_and_a_closed_report_only_its_area(client: FlaskClient) -> None:
    found = client.get("/map/cells.json?zoom=18&bbox=106.7,-6.4,106.9,-6.2").get_json()
    by_code = {code: mark for mark in found["marks"] for code in mark[5]}
    assert by_code["JK2303060006"][:5] == ["late", -6.25, 106.8, 1, 1]
    assert [closed[2:] for closed in found["closed"]] == [[1, RAGUNAN, "Ragunan"]]
    assert "JK2303060004" not in by_code and SECRET not in str(found)
    assert all(client.get(f"/tickets/{code}").status_code == 200 for code in by_code)


def test_a_zoom_that_is_none_is_refused(client: FlaskClient) -> None:
    for zoom in ("dekat", "1e3", "-1", "1.2.3", "٣"):
        assert client.get(f"/map/cells.json?zoom={zoom}").status_code == 400

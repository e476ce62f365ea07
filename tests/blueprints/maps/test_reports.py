"""What a tap on the map opens: public reports only, and a page for those who open its address."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.support.lens import SECRET, filled
from tests.support.pages import Pages

pytestmark = pytest.mark.database


def test_a_mark_opens_how_its_reports_stand_and_nothing_that_is_not_public(
    app: Flask, session: Session, pages: Pages
) -> None:
    filled(app, session)
    part = pages.fragment("/map/reports?code=JK2303060002&code=JK2303060005&code=JK2303060004&code=JK9&code=")
    assert part.links("h3 a") == ["/tickets/JK2303060002", "/tickets/JK2303060004"]
    assert "Selesai" in part.text and SECRET not in part.text
    assert part.words("h2") == "2 laporan di sini"
    gone = pages.fragment("/map/reports?code=JK2303060005")
    assert gone.words("h2") == "Laporan ini tidak lagi terbuka untuk umum."


def test_its_address_alone_leads_people_to_the_map(client: FlaskClient) -> None:
    assert client.get("/map/reports?code=JK2303060002").headers["Location"] == "/map"

"""What can be followed: what is there and can be read whole, from the page that shows it."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.followers import ADDRESS
from tests.support.handed_on import CODE
from tests.support.pages import Pages


def test_nothing_is_followed_that_is_not_there_or_cannot_be_read(told: Flask, client: FlaskClient) -> None:
    assert client.get("/follow?ticket=JK2303069999").status_code == 404
    assert client.get("/follow?from=kemarin").status_code == 400
    assert client.post("/follow?ticket=" + CODE, data={"address": ADDRESS}).status_code == 400
    assert client.post("/follow/confirm?k=tebakan").status_code == 404
    assert client.get("/follow/mine/all?k=00ff").status_code == 404


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/areas/31.74.04", "area=31.74.04"),
        ("/agencies/sudin-bina-marga", "agency=sudin-bina-marga"),
        ("/tickets?category=jalan&area=31.74.04", "category=jalan&area=31.74.04"),
        ("/streets/jalan-ampera-raya", "q="),
    ],
)
def test_lists_areas_agencies_and_streets_lead_to_it_and_to_their_feed(reading: Pages, path: str, query: str) -> None:
    links = reading.get(path).links("main a[href]")
    assert any(link.startswith(f"/follow?{query}") for link in links)
    assert any(link.startswith(f"/tickets.atom?{query}") for link in links)

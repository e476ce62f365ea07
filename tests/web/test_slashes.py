"""A slash too many at the end of an address leads to the page without it, on this host, and never in a circle."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.support.lens import filled

pytestmark = [pytest.mark.database, pytest.mark.only_on("sqlite")]
#: Address -> where it leads; "" where no page is.
CASES = {
    "/tickets/": "/tickets",
    "/map/": "/map",
    "/agencies/": "/agencies",
    "/methodology/": "/methodology",
    "/agencies/sudin-bina-marga/": "/agencies/sudin-bina-marga",
    "/areas/31.74.06/": "/areas/31.74.06",
    "/tickets/JK2303060001/": "/tickets/JK2303060001",
    "/tickets.csv/?q=lubang": "/tickets.csv?q=lubang",
    "/en/tickets/": "/en/tickets",
    "/en/map/": "/en/map",
    "/id/tickets/": "/tickets/",
    "/tickets/?status=open&area=31.74.06": "/tickets?status=open&area=31.74.06",
    "/tickets/?q=%22lampu+jalan%22": "/tickets?q=%22lampu+jalan%22",
    "/map/?layer=days": "/map?layer=days",
    "/tickets//": "/tickets",
    "/tickets/a%3Fb/": "/tickets/a%3Fb",
    "/nowhere/": "",
    "/nowhere/at/all/": "",
}


def test_a_slash_at_the_end_is_forgiven(app: Flask, session: Session, client: FlaskClient) -> None:
    filled(app, session)
    for address, there in CASES.items():
        answer = client.get(address)
        expected = (301, there) if there else (404, None)
        assert (answer.status_code, answer.headers.get("Location")) == expected, address


@pytest.mark.parametrize("path", ["//contoh.example/tickets/", "//contoh.example//", "/\\contoh.example/tickets/"])
def test_no_address_leads_to_another_host(app: Flask, path: str) -> None:
    client = app.test_client()
    answer = client.get("/", environ_overrides={"PATH_INFO": path})
    for _ in range(4):
        location = answer.headers.get("Location", "")
        assert not location.startswith(("//", "/\\", "http://contoh", "https://contoh")), path
        if not location:
            break
        answer = client.get(location)
    assert answer.status_code == 404


def test_the_front_page_is_no_slash_too_many(app: Flask, client: FlaskClient) -> None:
    assert client.get("/").status_code == 200
    assert client.get("/en/").status_code == 200


def test_what_is_sent_is_never_led_elsewhere(client: FlaskClient) -> None:
    assert client.post("/tickets/").status_code == 404

"""Public pages know no session."""

from __future__ import annotations

import pytest
from flask import Flask, session
from flask.testing import FlaskClient

from portal.web.access import public
from portal.web.sessions import is_desk


@pytest.mark.parametrize("path", ["/", "/en/", "/tickets/JK1", "/healthz", "/static/css/pantau.css", "/nowhere"])
def test_a_public_page_sets_no_cookie_and_does_not_vary_by_one(client: FlaskClient, path: str) -> None:
    client.set_cookie("pantau", "anything")
    response = client.get(path)
    assert "Set-Cookie" not in response.headers
    assert "cookie" not in response.headers.get("Vary", "").lower()


def test_what_a_public_page_puts_into_a_session_is_kept_nowhere(app: Flask) -> None:
    @public
    def careless() -> str:
        session["a"] = 1
        return "b"

    app.add_url_rule("/careless", "home.careless", careless)
    assert "Set-Cookie" not in app.test_client().get("/careless").headers


def test_the_desk_has_sessions_in_every_language(client: FlaskClient) -> None:
    assert "Set-Cookie" in client.get("/desk/sign-in").headers
    assert "Set-Cookie" in client.get("/en/desk/sign-in").headers


@pytest.mark.parametrize(("path", "desk"), [("/desk", True), ("/desk/x", True), ("/desks", False), ("/", False)])
def test_the_desk_begins_and_ends_with_its_path(path: str, desk: bool) -> None:
    assert is_desk(path) is desk

"""What browsers are told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal import create_app
from portal.config import Settings
from portal.web.access import public
from portal.web.headers import MARK, policy, private, tile_host


@pytest.mark.parametrize("path", ["/", "/nowhere", "/healthz", "/static/css/pantau.css", "/desk/sign-in"])
def test_every_answer_forbids_what_is_inline_foreign_or_framed(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    rules = headers["Content-Security-Policy"]
    assert "default-src 'self'" in rules
    assert "frame-ancestors 'none'" in rules
    assert "unsafe" not in rules
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_desk_is_never_stored(client: FlaskClient) -> None:
    assert client.get("/desk/sign-in").headers["Cache-Control"] == "no-store"


def test_an_error_beside_a_file_is_a_page_and_no_file(client: FlaskClient) -> None:
    """A view that sends pictures has a policy of its own; what it answers when there is none is a page like others."""
    found = client.get("/media/nothing-has-this-key/small.webp")
    assert found.status_code == 404
    assert found.headers["Content-Security-Policy"] == policy("")
    assert "immutable" not in found.headers.get("Cache-Control", "")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://tile.example.org/{z}/{x}/{y}.png", "https://tile.example.org"),
        ("https://{s}.tile.example.org/{z}/{x}/{y}.png", "https://*.tile.example.org"),
        ("http://localhost:8080/{z}/{x}/{y}.png", "http://localhost:8080"),
        ("/tiles/{z}/{x}/{y}.png", ""),
        ("", ""),
        ("https://a.example; script-src *", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_only_the_host_of_the_tiles_may_give_images(url: str, host: str) -> None:
    assert tile_host(url) == host
    assert policy(url).count("http") == (1 if host else 0)
    assert "script-src" not in policy(url)


def test_only_a_portal_on_https_tells_browsers_to_stay_there(settings: Settings) -> None:
    secure = create_app(replace(settings, public_url="https://pantau.example"))
    assert secure.test_client().get("/healthz").headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in create_app(settings).test_client().get("/healthz").headers


def test_an_operator_may_leave_that_to_the_proxy(settings: Settings) -> None:
    app = create_app(replace(settings, public_url="https://pantau.example", hsts="off"))
    assert "Strict-Transport-Security" not in app.test_client().get("/healthz").headers


def test_a_private_page_is_kept_by_nobody_and_tells_no_other_site_its_address(app: Flask) -> None:
    """Also its policy for scripts and frames is that of every page, and each header stands once."""

    @app.get("/private-try")
    @public
    @private
    def try_private() -> str:
        return "for one person alone"

    headers = app.test_client().get("/private-try?k=token").headers
    once = {name: headers.getlist(name) for name in ("Referrer-Policy", "Cache-Control", "X-Robots-Tag", MARK)}
    assert once["Referrer-Policy"] == ["no-referrer"] and once["Cache-Control"] == ["no-store"]
    assert once["X-Robots-Tag"] == ["noindex, nofollow"] and once[MARK] == [policy("")]
    assert "ETag" not in headers and "X-Accel-Expires" not in headers

"""Static files: one address a build, small, and nothing outside their folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.web.assets import FOLDER, address, build_of

JOINED = ("reset", "tokens", "base", "layout", "parts", "life", "ticket", "timeline", "photo", "pair", "flags", "print")


@pytest.fixture
def sheet(app: Flask) -> str:
    with app.test_request_context("/en/"):
        return address("css/pantau.css")


def test_a_file_under_its_build_may_be_kept_for_a_year(client: FlaskClient, sheet: str) -> None:
    response = client.get(sheet)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.mimetype == "text/css"


def test_a_stylesheet_goes_without_what_is_written_for_those_who_read_it(client: FlaskClient, sheet: str) -> None:
    sent, kept = client.get(sheet).get_data(as_text=True), (FOLDER / "css/pantau.css").read_text()
    assert "/*" in kept and "/*" not in sent and "\n " not in sent
    without = re.sub(r"/\*.*?\*/", "", kept, flags=re.DOTALL)
    assert sent.split() == without.split(), "not one word of a rule is lost"


def test_a_file_under_an_older_build_is_todays_and_not_kept(client: FlaskClient, sheet: str) -> None:
    response = client.get("/static/0123456789/css/pantau.css")
    assert response.data == client.get(sheet).data
    assert response.headers["Cache-Control"] == "public, max-age=300"


def test_a_file_without_a_build_is_not_kept(client: FlaskClient) -> None:
    assert client.get("/static/js/map.js").headers["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_texts_are_sent_compressed(client: FlaskClient, sheet: str, encoding: str) -> None:
    response = client.get(sheet, headers={"Accept-Encoding": encoding})
    assert response.headers["Content-Encoding"] == encoding
    assert response.headers["Vary"] == "Accept-Encoding"
    assert len(response.data) < len(client.get(sheet).data) / 2


@pytest.mark.parametrize("encoding", ["", "br"])
def test_a_file_that_the_browser_has_is_not_sent_again(client: FlaskClient, sheet: str, encoding: str) -> None:
    headers = {"Accept-Encoding": encoding}
    tag = client.get(sheet, headers=headers).headers["ETag"]
    again = client.get(sheet, headers={**headers, "If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_part_of_a_file_cannot_be_asked_for(client: FlaskClient, sheet: str) -> None:
    """A part of a file that is sent compressed could not be put together with another."""
    whole = client.get(sheet, headers={"Range": "bytes=0-9", "Accept-Encoding": "br"})
    assert whole.status_code == 200


@pytest.mark.parametrize(
    "name", ["../config.py", "css/../../config.py", "css", "", "nowhere.css", "%00", "a/%5c..%5cb"]
)
def test_nothing_but_a_file_of_the_folder_is_sent(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404
    assert client.get(f"/static/0123456789/{name}").status_code == 404


def test_the_address_is_the_same_in_every_language_and_below_a_path(app: Flask, sheet: str) -> None:
    with app.test_request_context("/tickets"):
        assert address("css/pantau.css") == sheet
    with app.test_request_context("/en/", environ_overrides={"pantau.root": "/below"}):
        assert address("css/pantau.css") == f"/below{sheet}"


def test_the_build_changes_with_any_file(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a{}")
    before = build_of(tmp_path)
    (tmp_path / "a.css").write_text("b{}")
    assert build_of(tmp_path) != before


def test_the_joined_stylesheet_is_made_of_todays_parts() -> None:
    """If this fails, a part was changed after set-up: run ``make setup``."""
    parts = [(FOLDER / f"css/{name}.css").read_text() for name in JOINED]
    assert (FOLDER / "css/pantau.css").read_text() == "".join(parts)

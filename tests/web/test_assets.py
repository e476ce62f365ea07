"""Static files: one address a build, small, and nothing outside their folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.web.assets import BUNDLES, Assets, kept


@pytest.fixture
def sheet(app: Flask) -> str:
    with app.test_request_context("/en/"):
        return kept().address("css/pantau.css")


def test_a_file_under_its_build_may_be_kept_for_a_year(client: FlaskClient, sheet: str) -> None:
    response = client.get(sheet)
    assert response.status_code == 200
    assert "immutable" in response.headers["Cache-Control"]
    assert response.mimetype == "text/css"


def test_a_file_under_an_older_build_is_todays_and_not_kept(client: FlaskClient) -> None:
    response = client.get("/static/0123456789/css/pantau.css")
    assert response.status_code == 200
    assert "immutable" not in response.headers["Cache-Control"]


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_texts_are_sent_compressed(client: FlaskClient, sheet: str, encoding: str) -> None:
    response = client.get(sheet, headers={"Accept-Encoding": encoding})
    assert response.headers["Content-Encoding"] == encoding
    assert len(response.data) < len(client.get(sheet).data) / 2


@pytest.mark.parametrize(
    "name", ["../config.py", "css/../../config.py", "css", "", "nowhere.css", "%00", "a/%5c..%5cb"]
)
def test_nothing_but_a_file_of_the_folder_is_sent(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


def test_the_build_changes_with_any_file(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a{}")
    before = Assets(tmp_path).build
    (tmp_path / "a.css").write_text("b{}")
    assert Assets(tmp_path).build != before


def test_every_part_of_a_bundle_is_there(app: Flask) -> None:
    for parts in BUNDLES.values():
        for part in parts:
            assert (Path(app.static_folder or "") / part).is_file()

"""The street map's archive is sent in the parts that a script asks for, and kept for long."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.basemap import read
from portal.context import portal_of
from tests.support.pages import Pages
from tests.support.pmtiles import archive, road

pytestmark = pytest.mark.only_on("sqlite")


def test_parts_of_the_archive_are_sent_as_they_are_asked_for(app: Flask, client: FlaskClient, tmp_path: Path) -> None:
    path = archive(tmp_path / "city.pmtiles", {(0, 0, 0): road("Jalan", (0, 0), (9, 9))})
    assert client.get("/map/base/0.pmtiles").status_code == 404
    portal_of(app).settings = replace(portal_of(app).settings, basemap=str(path))
    address = f"/map/base/{read(path).version}.pmtiles"
    part = client.get(address, headers={"Range": "bytes=0-126", "Accept-Encoding": "br, gzip"})
    assert (part.status_code, part.data, part.content_encoding) == (206, path.read_bytes()[:127], None)
    assert part.headers["Content-Range"] == f"bytes 0-126/{path.stat().st_size}"
    assert "immutable" in part.headers["Cache-Control"] and "max-age=31536000" in part.headers["Cache-Control"]
    assert client.get(address, headers={"Range": "bytes=99999-"}).status_code == 416
    assert client.get(address, headers={"If-None-Match": part.headers["ETag"]}).status_code == 304
    other = client.get(address, headers={"Range": "bytes=0-9", "If-Range": '"another"'})
    assert (other.status_code, other.data) == (200, path.read_bytes())
    assert "max-age=300" in client.get("/map/base/before.pmtiles").headers["Cache-Control"]


def test_only_a_city_with_a_street_map_tells_the_script_of_it(app: Flask, pages: Pages, tmp_path: Path) -> None:
    assert '"archive"' not in str(pages.get("/map").one("[data-map]")["data-map"]), "nothing more is loaded"
    path = archive(tmp_path / "city.pmtiles", {(0, 0, 0): road("Jalan", (0, 0), (9, 9))})
    portal_of(app).settings = replace(portal_of(app).settings, basemap=str(path))
    page = pages.get("/map?layer=days")
    assert f'"/map/base/{read(path).version}.pmtiles"' in str(page.one("[data-map]")["data-map"])
    path.unlink()
    assert '"archive"' not in str(pages.get("/map?layer=rate").one("[data-map]")["data-map"])

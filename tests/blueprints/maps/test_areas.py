"""Outlines of areas as GeoJSON."""

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


def test_outlines_are_geojson_and_can_be_kept(client: FlaskClient) -> None:
    answer = client.get("/map/areas.json?level=kecamatan")
    collection = json.loads(answer.text)
    assert len(collection["features"]) == 10
    again = client.get("/map/areas.json?level=kecamatan", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("level", ["%00", "planet", ""])
def test_a_level_without_outlines_gives_those_of_the_smallest(client: FlaskClient, level: str) -> None:
    answer = client.get(f"/map/areas.json?level={level}")
    assert len(json.loads(answer.data)["features"]) == 65

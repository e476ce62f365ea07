"""Forms of CSV and pages of JSON, as their addresses ask for them."""

from __future__ import annotations

import csv
import io

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.blueprints.tickets.test_export import codes
from tests.support.lens import filled
from tests.support.pages import Pages

pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def city_with_tickets(app: Flask, session: Session) -> None:
    filled(app, session)


def test_csv_for_excel_is_asked_by_name(client: FlaskClient, pages: Pages) -> None:
    address = pages.get("/tickets?q=lubang").link("CSV untuk Excel")
    text = client.get(address).get_data().decode()
    assert text.startswith("\ufeffcode;")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert [row["code"] for row in rows] == codes(client, "csv", "q=lubang")
    assert client.get("/tickets.csv?format=xlsx").status_code == 400
    named = [
        client.head(f"/tickets.csv?{form}").headers["Content-Disposition"] for form in ("", "bom=1", "format=excel")
    ]
    plain = named[0].removesuffix('.csv"')
    assert named == [f'{plain}{form}.csv"' for form in ("", "-bom", "-excel")], "none takes another's place"


def test_pages_of_json_are_refused_where_they_cannot_be_kept_apart(client: FlaskClient) -> None:
    for query, bad in (
        ("page_size=1001", {"page_size"}), ("page_size=dua", {"page_size"}), ("after=5.5", {"after"}),
        ("page_size=5&after=kemarin", {"after"}), ("page_size=5&sort=waiting", {"sort"}),
        ("page_size=5&after_seq=3", {"page_size"}),
    ):  # fmt: skip
        answer = client.get(f"/tickets.json?{query}")
        assert answer.status_code == 400, query
        assert set(answer.get_json()["error"]["unread"]) == bad

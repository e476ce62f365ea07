"""The dimensions month by month, and who waits for whom, as charts."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

pytestmark = [pytest.mark.only_on("sqlite"), pytest.mark.usefixtures("figures")]


def test_a_dimension_has_its_months(client: FlaskClient) -> None:
    document = client.get("/charts/implementation-trend.json?dimension=standards").get_json()
    assert document["title"] == "Selesai tepat waktu, tiap bulan"
    assert [row["month"] for row in document["rows"]] == sorted(row["month"] for row in document["rows"])
    assert "value" in {column["name"] for column in document["columns"]}
    assert client.get("/charts/implementation-trend.json?dimension=mood").status_code == 404
    assert client.get("/charts/implementation-trend.json").status_code == 404


def test_pairs_are_those_of_the_page(client: FlaskClient) -> None:
    page = client.get("/implementation/waits.json?period=2023").get_json()
    document = client.get("/charts/waits.json?period=2023").get_json()
    assert [(row["asked"], row["n"], row["open"]) for row in document["rows"]] == [("Perumda Air Minum Jaya", 2, 1)]
    assert document["seq"] == page["seq"]
    drawing = client.get("/charts/waits.svg?period=2023").text
    assert "\u203a PAM Jaya" in drawing and "pasangan lain" not in drawing

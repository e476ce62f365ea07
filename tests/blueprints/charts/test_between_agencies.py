"""What agencies ask of each other and check of each other's work is taken away as its page shows it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

pytestmark = [pytest.mark.only_on("sqlite"), pytest.mark.usefixtures("figures")]


def test_tables_of_requests_are_those_of_the_page(client: FlaskClient) -> None:
    page = client.get("/implementation/waits.json?period=2023").get_json()
    asked = client.get("/charts/waits-asked.json?period=2023").get_json()
    assert [(row["agency"], row["n"], row["open"]) for row in asked["rows"]] == [("pam-jaya", 2, 1)]
    assert asked["seq"] == page["seq"] and asked["rows"][0]["oldest_s"] > 86_400
    matrix = client.get("/charts/waits-matrix.json?period=2023").get_json()["rows"]
    assert sum(row["n"] for row in matrix) == 2 and [row["asked"] for row in matrix] == ["Perumda Air Minum Jaya"]
    drawing = client.get("/charts/waits-matrix.svg?period=2023").text
    assert "PAM Jaya" in drawing and ">2 / 1<" in drawing and "3 + hari" in drawing
    own = client.get("/charts/agency-asked.json?agency=pam-jaya").get_json()
    assert sum(row["requests"] for row in own["rows"]) == 1 and own["finding"].endswith("1 belum dijawab.")
    for address in ("/charts/agency-asked/embed?agency=pam-jaya", "/agencies/pam-jaya"):
        asked = client.get(address).text
        assert "Permintaan yang belum dijawab</caption>" in asked and '<th scope="col">Permintaan</th>' in asked, (
            address
        )
    assert client.get("/charts/agency-asked?agency=sudin-sda").status_code == 404

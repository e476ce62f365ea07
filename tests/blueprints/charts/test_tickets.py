"""The months of any filter, and how a filter is said in a citation."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

pytestmark = [pytest.mark.only_on("sqlite"), pytest.mark.usefixtures("figures")]


def test_all_values_of_a_filter_are_cited_and_come_back(client: FlaskClient) -> None:
    asked = "category=jalan&category=pohon&from=2023-03-01&q=lubang"
    document = client.get(f"/charts/tickets-months.json?{asked}").get_json()
    assert document["of"] == "“lubang”, Jalan + Pohon, 1 Mar 2023 – kini"
    assert document["filter"]["category"] == ["jalan", "pohon"]
    assert "category=jalan&category=pohon" in document["cite"]
    again = client.get(
        document["cite"].removeprefix("http://localhost").replace("/tickets-months?", "/tickets-months.json?")
    )
    assert again.get_json()["rows"] == document["rows"]


def test_months_add_up_to_the_list(client: FlaskClient) -> None:
    total = client.get("/tickets.json?category=jalan").headers["X-Total-Count"]
    rows = client.get("/charts/tickets-months.json?category=jalan").get_json()["rows"]
    assert sum(row["received"] for row in rows) == int(total) > 0
    assert client.get("/charts/tickets-months.json").get_json()["of"] == "Semua laporan"


def test_what_a_list_alone_asks_for_is_refused(client: FlaskClient) -> None:
    for query in ("page=2", "sort=waiting", "from=kemarin", "bbox=1,2,3,4"):
        assert client.get(f"/charts/tickets-months?{query}").status_code == 400, query

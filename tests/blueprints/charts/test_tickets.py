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


def test_a_moment_before_the_newest_events_is_refused(client: FlaskClient) -> None:
    cite = client.get("/charts/tickets-months.json").get_json()["cite"].split("?")[1]
    seq = cite.rpartition("seq=")[2]
    assert client.get(f"/charts/tickets-months.json?{cite}").status_code == 200
    for moment in (f"as_of=2023-02-01&seq={seq}", "as_of=2023-02-01", f"as_of=2023-04-01T00:00:00Z&seq={seq}"):
        for chart in ("tickets-months", "map-areas"):
            assert client.get(f"/charts/{chart}.json?{moment}").status_code == 400, (chart, moment)
    assert "sudah berganti" in client.get(f"/charts/tickets-months?as_of=2023-02-01&seq={seq}").text

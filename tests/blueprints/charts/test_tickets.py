"""The months of any filter, and how a filter is said in a citation."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from tests.support.compared import QUICK, waits
from tests.support.lens import fed

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


def test_months_and_maps_of_facts_are_found_again_and_those_of_words_refuse(
    app: Flask, session: Session, client: FlaskClient
) -> None:
    facts, words = "/charts/tickets-months.json?category=jalan&", "/charts/tickets-months.json?q=lubang&"
    areas = [f"/charts/map-areas.json?layer={layer}&" for layer in ("rate", "days", "overdue")]
    was = {address: client.get(address).get_json() for address in (facts, words, *areas)}
    record_many(waits(1, 60, 2, QUICK), portal_of(app).city)
    fed(app, session)
    for address, before in was.items():
        path, moved = address.partition("?")[0], client.get(address).get_json()
        cite = before["cite"].partition("?")[2]
        again = client.get(f"{path}?{cite}")
        assert moved["rows"] != before["rows"], address
        warned = (
            "kelak tautan ini memberi angka lain" in client.get(path.removesuffix(".json") + address[len(path) :]).text
        )
        assert warned == (address == words)
        if address != words:
            same = ("rows", "as_of", "seq", "cite", "finding", "hidden")
            assert [again.get_json()[key] for key in same] == [before[key] for key in same]
        else:
            assert again.status_code == 400
        own = client.get(f"{path.removesuffix('.json')}?{cite}").text
        assert ("sudah berganti" in own) == (address == words) != ("diturunkan dari pandangan tetap" in own)
    assert client.get(f"{facts}as_of=kemarin").status_code == 400
    assert client.get(f"{facts}as_of=2022-01-01").status_code == 404

"""Two lists as a chart: both are named in its citation, and nothing is drawn of lists that their outcome chose."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

pytestmark = [pytest.mark.only_on("sqlite"), pytest.mark.usefixtures("figures")]
BOTH = "a.category=jalan&b.category=pohon&measure=on-time"


def test_both_lists_are_cited_and_come_back(client: FlaskClient) -> None:
    document = client.get(f"/charts/compare-lists.json?{BOTH}").get_json()
    assert document["of"] == "A: Jalan · B: Pohon"
    assert document["filter"] == {"a.category": ["jalan"], "b.category": ["pohon"], "measure": "on-time"}
    figures = client.get(f"/compare/lists.json?{BOTH}").get_json()
    assert [row["n"] for row in document["rows"]] == [row["figure"]["n"] for row in figures["lists"].values()]
    link = document["cite"].removeprefix("http://localhost").replace("compare-lists?", "compare-lists.json?")
    assert client.get(link).get_json()["rows"] == document["rows"]
    assert client.get(f"/charts/compare-lists.json?{BOTH}&as_of=2023-02-01").status_code == 404, "none had come in"
    assert client.get(f"/charts/compare-lists.json?{BOTH}&b.q=-entah&as_of=2023-02-01").status_code == 400


def test_lists_that_their_outcome_chose_have_no_chart(client: FlaskClient) -> None:
    assert client.get("/charts/compare-lists.json?a.status=selesai&b.category=jalan").status_code == 404
    assert client.get("/charts/compare-lists.json?a.page=2&b.category=jalan").status_code == 400


def test_both_curves_stand_in_one_table(client: FlaskClient) -> None:
    shown = client.get(f"/charts/compare-curves.json?{BOTH}").get_json()
    for key, slug in (("a", "jalan"), ("b", "pohon")):
        alone = client.get(f"/charts/tickets-figures.json?category={slug}").get_json()["rows"]
        steps = [(row["days"], row[f"{key}_resolved"]) for row in shown["rows"]]
        assert steps[: len(alone)] == [(row["days"], row["resolved"]) for row in alone]
        assert {resolved for _, resolved in steps[len(alone) :]} <= {None}
    assert client.get(f"/charts/compare-curves.svg?{BOTH}").text.count("<polyline") == 2
    assert client.get("/charts/compare-curves.json?a.status=selesai&b.category=jalan").status_code == 404

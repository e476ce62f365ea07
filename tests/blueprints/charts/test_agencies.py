"""Agencies of one kind on one scale."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.support.pages import Pages

pytestmark = [pytest.mark.only_on("sqlite"), pytest.mark.usefixtures("figures")]


def test_one_kind_with_the_medians_and_ranks_of_the_list(client: FlaskClient) -> None:
    listed = client.get("/agencies.json?period=2023").get_json()["agencies"]
    known = {row["agency"]: row for row in listed if row["kind"] == "suku dinas"}
    document = client.get("/charts/agencies.json?kind=suku+dinas&period=2023").get_json()
    assert {row["agency"] for row in document["rows"]} == set(known)
    for row in document["rows"]:
        assert row["value_s"] == known[row["agency"]]["figures"]["resolution"]["median"]["value"]
        assert [row["rank_best"], row["rank_worst"]] == (known[row["agency"]]["rank"] or [None, None])
    assert document["filter"] == {"kind": "suku dinas", "period": "2023"}


def test_a_finding_names_the_slowest_and_the_fastest(client: FlaskClient) -> None:
    found = client.get("/charts/agencies.json?kind=suku+dinas&period=2023").get_json()
    assert found["finding"].startswith("Di tangan Sudin ")
    assert client.get("/charts/agencies.json?kind=dinas&period=2023").get_json()["finding"] == ""


def test_without_a_kind_it_is_the_first_and_an_unknown_one_has_no_chart(client: FlaskClient) -> None:
    assert client.get("/charts/agencies.json").get_json()["filter"]["kind"] == "suku dinas"
    assert client.get("/charts/agencies?kind=kementerian").status_code == 404


def test_it_is_narrowed_and_ordered_as_the_list_and_links_to_other_orders(pages: Pages, client: FlaskClient) -> None:
    asked = "kind=suku+dinas&period=2023&category=jalan&sort=median"
    listed = client.get("/agencies.json?period=2023&category=jalan&sort=median").get_json()["agencies"]
    document = client.get(f"/charts/agencies.json?{asked}").get_json()
    assert [row["agency"] for row in document["rows"]] == [r["agency"] for r in listed if r["kind"] == "suku dinas"]
    assert (document["filter"]["category"], document["filter"]["sort"]) == ("jalan", "median")
    assert ", Jalan, " in document["of"]
    links = pages.get(f"/charts/agencies?{asked}").links("thead a")
    assert "/charts/agencies?kind=suku+dinas&period=2023&category=jalan&sort=-open#" in links
    assert client.get("/charts/agencies?kind=suku+dinas&category=entah").status_code == 400

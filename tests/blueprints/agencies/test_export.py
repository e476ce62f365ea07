"""The figures for machines are those of the pages."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient

from tests.support.pages import Pages


@pytest.mark.usefixtures("figures")
def test_machines_get_the_same_figures(client: FlaskClient, pages: Pages) -> None:
    found = client.get("/agencies.json?period=2023").get_json()
    fast = next(a for a in found["agencies"] if a["agency"] == "dinas-cepat")
    median = fast["figures"]["resolution"]["median"]
    assert (median["value"], median["n"], fast["rank"]) == (40 * 3600, 40, [1, 1])
    rows = list(csv.DictReader(io.StringIO(client.get("/agencies.csv?period=2023").text)))
    assert {r["agency"]: r["small"] for r in rows}["dinas-kecil"] == "true"
    assert next(r for r in rows if r["agency"] == "dinas-cepat")["median_resolution_s"] == str(40 * 3600)
    alone = client.get("/agencies/dinas-cepat.json?period=2023").get_json()
    for name in ("/agencies.json?period=2023", "/agencies.csv?period=2023", "/agencies/dinas-cepat.json?period=2023"):
        seq, head = client.get(name).headers["X-Log-Head"].split(":")
        assert seq == str(alone["seq"]) and len(bytes.fromhex(head)) == 32
    assert alone["figures"] == fast["figures"]
    assert sum(m["received"] for m in alone["months"]) == 40


@pytest.mark.only_on("sqlite")
@pytest.mark.usefixtures("figures")
def test_a_file_refuses_what_it_cannot_read_and_names_it(client: FlaskClient, pages: Pages) -> None:
    for query in ("period=1999", "category=entah", "area=99", "sort=x", "colour=red"):
        name = query.partition("=")[0]
        assert client.get(f"/agencies.json?{query}").get_json()["error"]["fields"] == [name]
        refused = client.get(f"/agencies.csv?{query}")
        assert refused.status_code == 400 and query in refused.text
    for path in ("/agencies/dinas-cepat.json", "/implementation.json", "/implementation/waits.json", "/compare.json"):
        answer = client.get(f"{path}?period=1999")
        assert (answer.status_code, answer.get_json()["error"]["fields"]) == (400, ["period"]), path
    assert client.get("/implementation/waits.csv?period=1999").status_code == 400
    for path in ("/agencies/dinas-cepat", "/implementation", "/implementation/waits"):
        pages.get(f"{path}?period=1999", status=404)

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

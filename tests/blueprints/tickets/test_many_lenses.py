"""Two hundred filters: the page, CSV, JSON, GeoJSON and the feed say one number, and one row is the same in each."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from flask import Flask

from portal.context import portal_of
from portal.exports.columns import COLUMNS, ColumnType
from tests.demo.demo_year import UNTIL

pytestmark = pytest.mark.only_on("sqlite")
PARTS, LENSES = 4, 50  # in parts, so that several processes share them
COMPARED = 20  # rows of a lens that are compared in each format
WORDS = (
    "", "", "lampu jalan", "sampah -pasar", '"jalan rusak"', "banjir OR genangan", "tro*", "hari:>30", "status:proses",
    "instansi:sudin-bina-marga", "pernah:koordinasi", "pohon", "parkir liar", "yang tidak ada",
    "masuk:2026-03..2026-04",
)  # fmt: skip
TIMES = [column.name for column in COLUMNS if column.type is ColumnType.TIME]


def lenses(portal: Flask, rng: random.Random) -> Iterator[str]:
    """Filters of one to three conditions beside their words, in any order of rows."""
    city = portal_of(portal).city
    first = date(UNTIL.year - 1, 11, 1)

    def days() -> list[tuple[str, str]]:
        start = first + timedelta(days=rng.randrange(360))
        return [("from", start.isoformat()), ("to", (start + timedelta(days=rng.randrange(60))).isoformat())]

    def box() -> list[tuple[str, str]]:
        west, south = rng.uniform(106.74, 106.84), rng.uniform(-6.36, -6.22)
        return [("bbox", f"{west:.3f},{south:.3f},{west + 0.05:.3f},{south + 0.05:.3f}")]

    conditions = (
        lambda: [("area", rng.choice(list(city.areas)))],
        lambda: [("agency", rng.choice(list(city.agencies))), ("agency", rng.choice(list(city.agencies)))],
        lambda: [("category", rng.choice(list(city.categories)))],
        lambda: [("status", rng.choice(["open", "resolved", "closed", "menunggu", "ditolak"]))],
        lambda: [("channel", rng.choice(list(city.channels)))],
        lambda: [("overdue", "1")],
        days,
        box,
    )
    for _ in range(LENSES):
        chosen = [pair for make in rng.sample(conditions, rng.randrange(1, 4)) for pair in make()]
        order = [("sort", rng.choice(["newest", "oldest", "waiting"]))] if rng.random() < 0.3 else []
        yield urlencode([("q", rng.choice(WORDS)), *chosen, *order])


@pytest.mark.parametrize("part", range(PARTS))
def test_page_and_files_of_two_hundred_lenses_say_one_number(demonstration: Flask, part: int) -> None:
    client = demonstration.test_client()
    found, unplaced = 0, 0
    for query in lenses(demonstration, random.Random(part)):
        rows = list(csv.DictReader(io.StringIO(client.get(f"/tickets.csv?{query}").text, newline="")))
        page = re.search(r"dari ([\d.]+)</p>", client.get(f"/tickets?{query}").text)
        assert (int(page[1].replace(".", "")) if page else 0) == len(rows), query
        tickets = client.get(f"/tickets.json?{query}").get_json()
        places = client.get(f"/tickets.geojson?{query}").get_json(force=True)
        total = re.search(r"totalResults>(\d+)<", client.get(f"/tickets.atom?{query}").text)
        counts = {len(tickets["tickets"]), tickets["about"]["total"], len(places["features"]), places["about"]["total"]}
        assert counts == {len(rows)} == {int(total[1]) if total else None}, query
        without = sum(feature["geometry"] is None for feature in places["features"])
        assert places["about"]["without_point"] == without, query
        for ticket, row, place in list(zip(tickets["tickets"], rows, places["features"], strict=True))[:COMPARED]:
            same_in_each(ticket, row, place)
        found, unplaced = found + len(rows), unplaced + without
    assert found > 100 and unplaced > 0, "the lenses found enough to compare"


def same_in_each(ticket: dict[str, object], row: dict[str, str], place: dict[str, dict[str, object]]) -> None:
    point = place["geometry"] and place["geometry"]["coordinates"]
    lat_lon = {"lat": point[1], "lon": point[0]} if isinstance(point, list) else {"lat": None, "lon": None}
    assert {**place["properties"], **lat_lon} == ticket
    for name, value in ticket.items():
        written = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
        assert row[name].removeprefix("'") == written.removeprefix("'"), name
    assert all(row[name].endswith("+07:00") for name in TIMES if row[name])

"""Tickets as GeoJSON: the facts of the JSON file, with a geometry where a place is public."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given

from portal.exports import json as json_file
from portal.exports.columns import Row
from portal.exports.geojson import chunks
from tests.support.export_rows import BASE, JAKARTA, row, rows, texts


def features(*given: Row) -> list[dict[str, Any]]:
    collection = json.loads("".join(chunks(rows(*given), base=BASE, zone=JAKARTA, about={"total": len(given)})))
    assert (collection["type"], collection["about"]) == ("FeatureCollection", {"total": len(given)})
    found: list[dict[str, Any]] = collection["features"]
    return found


@given(texts())
def test_it_holds_the_facts_of_the_json_file(text: str) -> None:
    given = row(text=text, lat=-6.3, lon=106.8, overdue=True)
    plain = json.loads("".join(json_file.chunks(rows(given), base=BASE, zone=JAKARTA, about={})))
    (ticket,), (feature,) = plain["tickets"], features(given)
    assert {k: v for k, v in ticket.items() if k not in ("lat", "lon")} == feature["properties"]
    assert feature["id"] == ticket["code"]


def test_a_point_is_longitude_then_latitude() -> None:
    (feature,) = features(row(lat=-6.3, lon=106.8))
    assert feature["geometry"] == {"type": "Point", "coordinates": [106.8, -6.3]}


def test_a_ticket_without_a_place_has_a_null_geometry() -> None:
    assert [feature["geometry"] for feature in features(row(), row(lat=-6.3))] == [None, None]

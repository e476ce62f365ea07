"""The shaded areas of any filter, as a chart."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

pytestmark = [pytest.mark.only_on("sqlite"), pytest.mark.usefixtures("figures")]


def test_areas_have_their_counts(client: FlaskClient) -> None:
    document = client.get("/charts/map-areas.json?layer=overdue&category=jalan").get_json()
    counted = {row["name"]: row["reports"] for row in document["rows"] if row["reports"]}
    assert set(counted) >= {"Ragunan"}
    assert document["filter"] == {"category": ["jalan"], "layer": "overdue"}
    assert {row["parent"] for row in document["rows"] if row["name"] == "Ragunan"} == {"Pasar Minggu"}


def test_a_rate_is_the_usual_layer_and_circles_are_no_chart(client: FlaskClient) -> None:
    assert client.get("/charts/map-areas.json").get_json()["title"] == "Laporan per 1.000 warga"
    for layer in ("cells", "heat"):
        assert client.get(f"/charts/map-areas?layer={layer}").status_code == 404


def test_a_drawing_has_its_key_and_says_that_borders_are_schematic(client: FlaskClient) -> None:
    drawing = client.get("/charts/map-areas.svg?layer=rate").text
    assert "Batas wilayah skematis" in drawing
    assert '<g class="areas"><rect class="a1"' in drawing
    assert "href" not in drawing

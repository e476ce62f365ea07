"""The comparison's charts say what its page says."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

pytestmark = [pytest.mark.only_on("sqlite"), pytest.mark.usefixtures("figures")]


def test_points_are_those_of_the_comparison(client: FlaskClient) -> None:
    page = client.get("/compare.json?category=jalan").get_json()
    document = client.get("/charts/compare.json?category=jalan").get_json()
    assert [row["key"] for row in document["rows"]] == [row["key"] for row in page["compared"]]
    for row, compared in zip(document["rows"], page["compared"], strict=True):
        assert (row["value_s"], row["ranked"]) == (compared["figure"]["value"], compared["ranked"])
        assert row["side"] == compared["side"]
    assert document["finding"] == "Jalan: paling lambat Sudin SDA, dan itu bukan kebetulan."


def test_a_point_beyond_the_target_has_its_own_form_in_the_file_too(client: FlaskClient) -> None:
    drawing = client.get("/charts/compare.svg?category=jalan").text
    assert drawing.count("M0-7 7 0 0 7-7 0Z") == 1
    assert ".dots.slower .dot" in drawing and "Jalan: paling lambat Sudin SDA" in drawing


def test_a_measure_in_shares_has_an_axis_of_shares(client: FlaskClient) -> None:
    document = client.get("/charts/compare.json?category=jalan&measure=on-time").get_json()
    assert [column["name"] for column in document["columns"]][2:4] == ["value", "low"]
    assert "100%" in client.get("/charts/compare.svg?category=jalan&measure=on-time").text


def test_a_map_says_that_its_borders_are_none_and_is_there_for_areas_alone(client: FlaskClient) -> None:
    drawing = client.get("/charts/compare-map.svg?of=areas&category=jalan").text
    assert "Batas wilayah skematis" in drawing and "terlalu sedikit laporan" in drawing
    assert client.get("/charts/compare-map.svg?category=jalan").status_code == 404


def test_what_there_are_no_figures_of_is_refused_and_not_replaced(client: FlaskClient) -> None:
    for path in ("/charts/compare?category=jalan&period=2023-03", "/charts/compare/embed?kind=entah"):
        assert client.get(path).status_code == 400

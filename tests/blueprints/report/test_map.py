"""What the map of the first step asks for: the city's outlines, and a point in words of either language."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.support.pages import Pages


@pytest.mark.only_on("sqlite")
def test_the_map_is_offered_and_described(pages: Pages, client: FlaskClient) -> None:
    button = pages.get("/report").one("[data-way=map]")
    told = client.get(str(button["data-map"])).get_json()
    (south, west), (north, east) = told["home"]
    assert south < -6.302 < north and west < 106.8235 < east
    assert [len(client.get(address).get_json(force=True)["features"]) for address in told["areas"]] == [10, 65]
    assert client.get(told["streets"] + "?bbox=106.8,-6.32,106.84,-6.28").get_json()["streets"]


@pytest.mark.parametrize(
    ("language", "point", "inside", "says"),
    [
        ("", "-6.302 106.8235", True, "Titik Anda: Ragunan, Pasar Minggu, dekat Jalan Ampera Raya."),
        ("/en", "-6.305 106.8235", True, "Your point: Ragunan, Pasar Minggu."),
        ("", "-6.9 107.6", False, "Titik itu di luar kota ini. Pilih titik di dalam batas kota."),
    ],
)
def test_a_point_is_said_in_words(client: FlaskClient, language: str, point: str, inside: bool, says: str) -> None:
    lat, lon = point.split()
    found = client.get(f"{language}/report/point.json?lat={lat}&lon={lon}").get_json()
    assert (found["area"] is not None, found["says"]) == (inside, says)


@pytest.mark.parametrize("asked", ["", "?lat=nan&lon=1", "?lat=1"])
def test_what_is_no_point_is_refused(client: FlaskClient, asked: str) -> None:
    assert client.get(f"/report/point.json{asked}").status_code == 400

"""A GeoJSON file is read whole or refused with the line or the feature that is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from portal.cities import CityError
from portal.cities.polygons import read_features

RING = [[106.8, -6.3], [106.9, -6.3], [106.9, -6.2], [106.8, -6.3]]


def collection(*geometries: object, **more: object) -> str:
    features = [
        {"type": "Feature", "properties": {"kode": f"{n}", "luas": 2.0, "x": None}, "geometry": geometry}
        for n, geometry in enumerate(geometries, 1)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features, **more})


def polygon(*rings: object) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": list(rings)}


def test_features_come_with_their_properties_as_text(tmp_path: Path) -> None:
    file = tmp_path / "areas.geojson"
    file.write_text(collection(polygon(RING)))
    (feature,) = read_features(file)
    assert (feature.number, feature.properties) == (1, {"kode": "1", "luas": "2"})
    assert feature.shape.area == pytest.approx(0.005)


def test_heights_are_dropped_and_crossing_rings_mended(tmp_path: Path) -> None:
    file = tmp_path / "areas.geojson"
    bow_tie = [[0, 0, 5], [1, 1, 5], [1, 0, 5], [0, 1, 5], [0, 0, 5]]
    file.write_text(collection(polygon(bow_tie)))
    (feature,) = read_features(file)
    assert feature.shape.is_valid and not feature.shape.has_z


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", r":1: is not JSON"),
        ('{\n"type": "FeatureCollection",\n "features": [}', r":3: is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "is not a GeoJSON FeatureCollection"),
        ('{"type": "Topology"}', "is not a GeoJSON FeatureCollection"),
        ('{"type": "FeatureCollection", "features": []}', "has no features"),
        ('{"type": "FeatureCollection", "features": [7]}', "feature 1: has no geometry"),
        (collection(None), "feature 1: has no geometry"),
        (collection({"type": "Point", "coordinates": [1, 2]}), "feature 1: is a Point"),
        (collection(polygon(RING), polygon()), "feature 2: its coordinates are not those of a polygon"),
        (collection(polygon([["a", "b"]])), "feature 1: its coordinates"),
        (collection({"type": "Polygon"}), "feature 1: its coordinates"),
        (collection(polygon([[1, 1], [1, 1], [1, 1], [1, 1]])), "feature 1: its outline encloses nothing"),
        (
            collection(polygon([[701000, 9305000], [702000, 9305000], [702000, 9306000], [701000, 9305000]])),
            "EPSG:4326",
        ),
        (
            collection(polygon(RING), crs={"properties": {"name": "urn:ogc:def:crs:EPSG::32748"}}),
            "crs: is not in WGS84",
        ),
        (collection(polygon(RING)).replace("106.9", "NaN"), "NaN is no number"),
        (collection(polygon(RING)).replace("106.9", "1e999"), "feature 1: its coordinates"),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(tmp_path: Path, text: str, reason: str) -> None:
    file = tmp_path / "areas.geojson"
    file.write_text(text)
    with pytest.raises(CityError, match=reason):
        read_features(file)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "areas.geojson"
    file.write_bytes(b"\x1f\x8b\x08\xff\xfe")
    with pytest.raises(CityError, match="is not UTF-8"):
        read_features(file)

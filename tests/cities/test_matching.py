"""Outlines find their areas by the property under which most fit, codes before names."""

from __future__ import annotations

import shapely

from portal.cities.matching import Known, match
from portal.cities.polygons import Feature

AREAS = [
    Known(1, "31.74.03", "Mampang Prapatan", "kecamatan"),
    Known(2, "31.74.03.1001", "Mampang Prapatan", "kelurahan"),
    Known(3, "31.74.03.1002", "Bangka", "kelurahan"),
    Known(4, "31.74.02.1001", "Setia Budi", "kelurahan"),
]


def feature(number: int, **properties: str) -> Feature:
    return Feature(number, properties, shapely.box(number, 0, number + 1, 1))


def test_a_code_is_found_in_whatever_property_holds_it() -> None:
    found = match(
        [
            feature(1, kode_kec="31.74.03", kode="31.74.03.1001"),
            feature(2, kode_kec="31.74.03", kode="31.74.03.1002"),
            feature(3, kode_kec="31.75.01", kode="31.75.01.1001"),
        ],
        AREAS,
    )
    assert found is not None and (found.by, found.level) == ("kode", "kelurahan")
    assert [(f.number, area) for f, area in found.found] == [(1, 2), (2, 3)]
    assert [f.number for f in found.unmatched] == [3]


def test_names_match_without_case_and_spaces_and_within_one_level() -> None:
    found = match(
        [
            feature(1, kecamatan="Mampang Prapatan", nama="MAMPANG PRAPATAN"),
            feature(2, kecamatan="Mampang Prapatan", nama="bangka"),
            feature(3, kecamatan="Setiabudi", nama="SetiaBudi"),
        ],
        AREAS,
    )
    assert found is not None and (found.by, found.level) == ("nama", "kelurahan")
    assert [area for _, area in found.found] == [2, 3, 4]


def test_row_numbers_lose_against_a_property_that_fits_as_well() -> None:
    districts = [Known(n, str(n), f"District {n}", "district") for n in (1, 2)]
    found = match([feature(1, OBJECTID="1", DIST="2"), feature(2, OBJECTID="2", DIST="1")], districts)
    assert found is not None and found.by == "DIST"


def test_the_property_and_the_level_can_be_told() -> None:
    features = [feature(1, a="31.74.03", b="31.74.03.1001")]
    for told, area in (("a", 1), ("b", 2)):
        found = match(features, AREAS, code_property=told)
        assert found is not None and found.found[0][1] == area
    found = match(features, AREAS, level="kecamatan")
    assert found is not None and found.found[0][1] == 1


def test_nothing_that_fits_is_told_as_nothing() -> None:
    assert match([feature(1, kode="99", nama="Atlantis")], AREAS) is None
    assert match([feature(1)], AREAS) is None
    assert match([feature(1, kode="31.74.03")], []) is None

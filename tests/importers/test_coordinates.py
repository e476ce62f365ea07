"""Where reports lie, and coordinates that cannot be right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.domain.city import City
from portal.importers import coordinates
from portal.importers.header import Header, Source
from portal.importers.mapping import Misplaced, PointRule
from portal.importers.problem import FieldError

HEADER = Header(["Lat", "Lon", "Point"])
TWO = PointRule(lat=Source(("lat",)), lon=Source(("lon",)))
ONE = PointRule(point=Source(("point",)))


def read(rule: PointRule, city: City, *cells: str) -> tuple[float, float] | None:
    return coordinates.reader(rule, HEADER, city)([*cells, *[""] * (3 - len(cells))])


def refused(rule: PointRule, city: City, *cells: str) -> tuple[str, str, str]:
    with pytest.raises(FieldError) as error:
        read(rule, city, *cells)
    return error.value.field, error.value.reason, error.value.value


def test_two_columns_make_a_point(city: City) -> None:
    assert read(TWO, city, "-6.302", "106.82") == (-6.302, 106.82)
    assert read(TWO, city, " -6,302 ", "106,82") == (-6.302, 106.82)
    assert read(TWO, city, "", "") is None


@pytest.mark.parametrize("text", ["(-6.302, 106.82)", "-6.302,106.82", "-6.302 106.82", "( -6.302 ;106.82 )"])
def test_one_column_makes_a_point(city: City, text: str) -> None:
    assert read(ONE, city, "", "", text) == (-6.302, 106.82)


def test_one_column_may_have_the_longitude_first(city: City) -> None:
    assert read(ONE.model_copy(update={"order": "lon,lat"}), city, "", "", "POINT (106.82 -6.302)") == (-6.302, 106.82)


@pytest.mark.parametrize(
    ("lat", "lon", "expected"),
    [
        ("0", "0.0", ("Lat", "coordinates_zero", "0, 0.0")),
        ("106.82", "-6.302", ("Lat", "coordinates_swapped", "106.82, -6.302")),
        ("-7.79", "110.36", ("Lat", "coordinates_outside", "-7.79, 110.36")),
        ("6.302", "106.82", ("Lat", "coordinates_outside", "6.302, 106.82")),
        ("-6302000", "106.82", ("Lat", "coordinates_outside", "-6302000, 106.82")),
        ("", "106.82", ("Lat", "half_a_point", ", 106.82")),
        ("-6.302", "", ("Lon", "half_a_point", "-6.302, ")),
        ("north", "106.82", ("Lat", "not_coordinates", "north")),
        ("-6.302", "nan", ("Lon", "not_coordinates", "nan")),
        ("-6.302", "1e999", ("Lon", "not_coordinates", "1e999")),
    ],
)
def test_a_point_that_cannot_be_right_is_refused(
    city: City, lat: str, lon: str, expected: tuple[str, str, str]
) -> None:
    assert refused(TWO, city, lat, lon) == expected


def test_a_mapping_may_drop_or_mend_them(city: City) -> None:
    lenient = PointRule(lat=TWO.lat, lon=TWO.lon, zero=Misplaced.DROP, outside=Misplaced.DROP, swapped=Misplaced.MEND)
    assert read(lenient, city, "0", "0") is None
    assert read(lenient, city, "-7.79", "110.36") is None
    assert read(lenient, city, "106.82", "-6.302") == (-6.302, 106.82)


def test_bounds_of_the_mapping_come_before_those_of_the_city(city: City) -> None:
    assert read(TWO.model_copy(update={"bounds": (95.0, -11.0, 141.1, 6.1)}), city, "-7.79", "110.36") == (
        -7.79,
        110.36,
    )


def test_without_bounds_only_the_globe_limits(city: City) -> None:
    anywhere = replace(city, bounds=None)
    assert read(TWO, anywhere, "52.37", "4.89") == (52.37, 4.89)
    assert refused(TWO, anywhere, "106.82", "-6.302")[1] == "coordinates_swapped"
    assert refused(TWO, anywhere, "206.82", "-6.302")[1] == "coordinates_outside"

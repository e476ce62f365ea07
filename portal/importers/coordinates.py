"""Reads the coordinates of a report, and recognises those that are zero, swapped or far from the city."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from ..domain.city import City
from .cells import one_of
from .header import Header
from .mapping import Misplaced, PointRule
from .problem import FieldError

Point = tuple[float, float] | None
Box = tuple[float, float, float, float]

NEAR = 0.25  # degrees around the city that still count as near (25 km): a city's fringe reports too
_PAIR = re.compile(r"(?:POINT\s*)?\(?\s*([-+0-9.eE]+)\s*[,; ]\s*([-+0-9.eE]+)\s*\)?", re.IGNORECASE)
_WORLD: Box = (-180.0, -90.0, 180.0, 90.0)


def reader(rule: PointRule | None, header: Header, city: City) -> Callable[[list[str]], Point]:
    """Reads (lat, lon) of a row, None where it has none. Raises FieldError."""
    if rule is None:
        return lambda _row: None
    box = rule.bounds or _around(city.bounds)
    pair = _pair_in_one(rule, header) if rule.point else _pair_in_two(rule, header)

    def point(row: list[str]) -> Point:
        try:
            found = pair(row)
        except FieldError:
            if rule.unusable is Misplaced.DROP:
                return None
            raise
        return found and _placed(rule, box, *found)

    return point


def _around(bounds: Box | None) -> Box:
    if bounds is None:
        return _WORLD
    west, south, east, north = bounds
    return west - NEAR, south - NEAR, east + NEAR, north + NEAR


Found = tuple[float, float, str, str] | None  # lat, lon, the field, the value as it stood


def _pair_in_one(rule: PointRule, header: Header) -> Callable[[list[str]], Found]:
    assert rule.point is not None
    read, field = one_of(header.places(rule.point)), header.name(rule.point)

    def pair(row: list[str]) -> Found:
        value = read(row)
        if not value:
            return None
        found = _PAIR.fullmatch(value)
        if found is None:
            raise FieldError(field, "not_coordinates", value)
        first, second = _number(found[1], field, value), _number(found[2], field, value)
        return (second, first, field, value) if rule.order == "lon,lat" else (first, second, field, value)

    return pair


def _pair_in_two(rule: PointRule, header: Header) -> Callable[[list[str]], Found]:
    assert rule.lat is not None and rule.lon is not None
    read_lat, read_lon = one_of(header.places(rule.lat)), one_of(header.places(rule.lon))
    lat_field, lon_field = header.name(rule.lat), header.name(rule.lon)

    def pair(row: list[str]) -> Found:
        lat, lon = read_lat(row), read_lon(row)
        if not lat and not lon:
            return None
        if not lat or not lon:
            raise FieldError(lat_field if not lat else lon_field, "half_a_point", f"{lat}, {lon}")
        return _number(lat, lat_field, lat), _number(lon, lon_field, lon), lat_field, f"{lat}, {lon}"

    return pair


def _number(text: str, field: str, value: str) -> float:
    if "," in text and "." not in text:
        text = text.replace(",", ".")
    try:
        found = float(text)
    except ValueError:
        raise FieldError(field, "not_coordinates", value) from None
    if not math.isfinite(found):
        raise FieldError(field, "not_coordinates", value)
    return found


def _placed(rule: PointRule, box: Box, lat: float, lon: float, field: str, value: str) -> Point:
    if lat == 0 and lon == 0:
        what, reason = rule.zero, "coordinates_zero"
    elif _inside(box, lat, lon):
        return lat, lon
    elif _inside(box, lon, lat):
        if rule.swapped is Misplaced.MEND:
            return lon, lat
        what, reason = rule.swapped, "coordinates_swapped"
    else:
        what, reason = rule.outside, "coordinates_outside"
    if what is Misplaced.REFUSE:
        raise FieldError(field, reason, value)
    return None


def _inside(box: Box, lat: float, lon: float) -> bool:
    west, south, east, north = box
    return west <= lon <= east and south <= lat <= north

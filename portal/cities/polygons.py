"""Reads outlines from a GeoJSON file and says clearly what is wrong with it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from .problem import CityError
from .shapes import from_geojson, tidy
from .table import decoded

_DEGREES = ("CRS84", "4326", "4258")


@dataclass(frozen=True, slots=True)
class Feature:
    """One outline of a file: its number there (from 1), what the file says about it, its shape in degrees."""

    number: int
    properties: Mapping[str, str]
    shape: BaseGeometry


def read_features(path: Path) -> list[Feature]:
    """The polygons of a FeatureCollection. Raises CityError, naming the line or the feature."""
    collection = _parsed(path)
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        raise CityError("is not a GeoJSON FeatureCollection", path)
    features = collection.get("features")
    if not isinstance(features, list) or not features:
        raise CityError("has no features", path)
    _refuse_projection(path, collection.get("crs"))
    return [_feature(path, number, feature) for number, feature in enumerate(features, 1)]


def _parsed(path: Path) -> object:
    try:
        return json.loads(decoded(path), parse_constant=_not_a_number)
    except json.JSONDecodeError as error:
        raise CityError(f"is not JSON: {error.msg} (column {error.colno})", path, error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise CityError(f"is not JSON that can be read: {error}", path) from error


def _not_a_number(text: str) -> float:
    raise ValueError(f"{text} is no number in JSON")


def _refuse_projection(path: Path, crs: object) -> None:
    """Only degrees are read; an old ``crs`` member may say otherwise."""
    if crs is not None and not any(name in json.dumps(crs) for name in _DEGREES):
        raise CityError("is not in WGS84 degrees; save it as EPSG:4326", path, 0, "crs")


def _feature(path: Path, number: int, feature: object) -> Feature:
    where = f"feature {number}"
    if not isinstance(feature, dict) or not isinstance(feature.get("geometry"), dict):
        raise CityError("has no geometry", path, 0, where)
    kind = feature["geometry"].get("type")
    if kind not in ("Polygon", "MultiPolygon"):
        raise CityError(f"is a {kind}, not a Polygon or MultiPolygon", path, 0, where)
    shape = from_geojson(json.dumps(feature["geometry"]))
    if shape is None or shape.is_empty:
        raise CityError("its coordinates are not those of a polygon", path, 0, where)
    west, south, east, north = shape.bounds
    if not all(map(math.isfinite, shape.bounds)) or west < -180 or east > 180 or south < -90 or north > 90:
        raise CityError("its coordinates are not degrees; save the file as EPSG:4326", path, 0, where)
    shape = tidy(shapely.force_2d(shape))
    if shape.is_empty:
        raise CityError("its outline encloses nothing", path, 0, where)
    return Feature(number, _texts(feature), shape)


def _texts(feature: Mapping[str, object]) -> dict[str, str]:
    """Properties that can name an area, as text; whole numbers lose a ".0"."""
    properties = feature.get("properties")
    named = dict(properties) if isinstance(properties, dict) else {}
    if isinstance(feature.get("id"), str | int):
        named.setdefault("id", feature["id"])
    return {str(key): _text(value) for key, value in named.items() if isinstance(value, str | int | float)}


def _text(value: str | float) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()

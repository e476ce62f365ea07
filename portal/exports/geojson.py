"""Tickets as a GeoJSON FeatureCollection (RFC 7946): a ticket without a public place has a null geometry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from .columns import AT, Row, Value, batches, written
from .json import dumped, ticket

MIMETYPE = "application/geo+json"
_LAT, _LON = AT["lat"], AT["lon"]


def chunks(rows: Iterator[Row], *, base: str, zone: ZoneInfo, about: Mapping[str, object]) -> Iterator[str]:
    """The collection in pieces; ``about`` is a foreign member, as the standard allows."""
    write = written(zone)
    yield f'{{"type":"FeatureCollection","about":{dumped(dict(about))},\n"features":['
    start = "\n"
    for batch in batches(rows):
        yield start + ",\n".join(dumped(_feature(write(row), base)) for row in batch)
        start = ",\n"
    yield "\n]}\n"


def _feature(values: list[Value], base: str) -> dict[str, object]:
    lat, lon = values[_LAT], values[_LON]
    properties = {k: v for k, v in ticket(values, base).items() if k not in ("lat", "lon")}
    geometry = None if lat is None or lon is None else {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "id": values[0], "geometry": geometry, "properties": properties}

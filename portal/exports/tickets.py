"""The tickets of a filter as a file, by the name of its format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from . import atom, csv, geojson, json
from .columns import Row, Value

MIMETYPES = {"csv": csv.MIMETYPE, "json": json.MIMETYPE, "geojson": geojson.MIMETYPE, "atom": atom.MIMETYPE}


def table_chunks(
    format: str, rows: Iterator[Row], *, base: str, zone: ZoneInfo, about: Mapping[str, Value], bom: bool = False
) -> Iterator[str]:
    """The file in pieces, as ``csv``, ``json`` or ``geojson``.

    ``base``: the address of a ticket without its code; ``about``: of what city and moment the file is, for formats
    that can say so; ``bom``: whether CSV begins with the mark by which spreadsheets know UTF-8.
    """
    if format == "csv":
        return csv.chunks(rows, base=base, zone=zone, bom=bom)
    if format == "geojson":
        return geojson.chunks(rows, base=base, zone=zone, about=about)
    return json.chunks(rows, base=base, zone=zone, about=about)

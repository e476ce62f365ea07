"""The tickets of a filter as a file, by the name of its format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from . import atom, csv, geojson, json
from .columns import Row
from .csv import CsvForm

MIMETYPES = {"csv": csv.MIMETYPE, "json": json.MIMETYPE, "geojson": geojson.MIMETYPE, "atom": atom.MIMETYPE}


def table_chunks(
    format: str,
    rows: Iterator[Row],
    *,
    base: str,
    zone: ZoneInfo,
    about: Mapping[str, object],
    form: CsvForm = CsvForm.PLAIN,
) -> Iterator[str]:
    """The file in pieces, as ``csv``, ``json`` or ``geojson``.

    ``base``: the address of a ticket without its code; ``about``: of what city, filter and moment the file is, for
    formats that can say so; ``form``: of CSV.
    """
    if format == "csv":
        return csv.chunks(rows, base=base, zone=zone, form=form)
    if format == "geojson":
        return geojson.chunks(rows, base=base, zone=zone, about=about)
    return json.chunks(rows, base=base, zone=zone, about=about)

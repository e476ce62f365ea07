"""Tickets as CSV (RFC 4180, UTF-8): for spreadsheets, so a text that would run as a formula is made plain."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from .columns import COLUMNS, NAMES, Row, Type, Value, batches, written
from .csv_cell import safe

MIMETYPE = "text/csv; charset=utf-8"
BOM = "\ufeff"
_TEXTS = tuple(place for place, column in enumerate(COLUMNS) if column.type is Type.TEXT)


def chunks(rows: Iterator[Row], *, base: str, zone: ZoneInfo, bom: bool = False) -> Iterator[str]:
    """The file in pieces: a header, then every row. ``base`` is the address of a ticket without its code."""
    write = written(zone)
    yield (BOM if bom else "") + _lines([[*NAMES, "url"]])
    for batch in batches(rows):
        yield _lines([_cells(write(row), base) for row in batch])


def _cells(values: list[Value], base: str) -> list[Value]:
    url = f"{base}{values[0]}"
    for place in _TEXTS:
        value = values[place]
        if isinstance(value, str):
            values[place] = safe(value)
    return [*(_plain(value) for value in values), url]


def _plain(value: Value) -> Value:
    return str(value).lower() if isinstance(value, bool) else value


def _lines(rows: list[list[Value]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()

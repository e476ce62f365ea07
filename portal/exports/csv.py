"""Tickets as CSV (RFC 4180, UTF-8): for spreadsheets, so a text that would run as a formula is made plain."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from .columns import COLUMNS, NAMES, ColumnType, Row, Value, batches, written
from .csv_cell import safe

MIMETYPE = "text/csv; charset=utf-8"
BOM = "\ufeff"
_OURS = (
    "visibility",
    "status",
    "status_en",
    "status_type",
    "closing",
    "channel_kind",
)  # words of our own: nothing in them can run
_TEXTS = tuple(place for place, c in enumerate(COLUMNS) if c.type is ColumnType.TEXT and c.name not in _OURS)
_FLAGS = tuple(place for place, column in enumerate(COLUMNS) if column.type is ColumnType.BOOLEAN)


def chunks(rows: Iterator[Row], *, base: str, zone: ZoneInfo, bom: bool = False) -> Iterator[str]:
    """The file in pieces: a header, then every row. ``base`` is the address of a ticket without its code."""
    write = written(zone)
    yield (BOM if bom else "") + _lines([[*NAMES, "url"]])
    for batch in batches(rows):
        yield _lines([_cells(write(row), base) for row in batch])


def _cells(values: list[Value], base: str) -> list[Value]:
    values.append(f"{base}{values[0]}")
    for place in _TEXTS:
        value = values[place]
        if value:
            values[place] = safe(str(value))
    for place in _FLAGS:
        flag = values[place]
        values[place] = None if flag is None else "true" if flag else "false"
    return values


def _lines(rows: list[list[Value]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()

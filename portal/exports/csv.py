"""Tickets as CSV (RFC 4180, UTF-8): for spreadsheets, so a text that would run as a formula is made plain."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from enum import StrEnum
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
_TIMES = tuple(place for place, column in enumerate(COLUMNS) if column.type is ColumnType.TIME)
_NUMBERS = tuple(place for place, column in enumerate(COLUMNS) if column.type is ColumnType.NUMBER)
_SECONDS = len("2023-03-06T08:30:00")


class CsvForm(StrEnum):
    """How the same table is written. PLAIN: as the standard has it. BOM: with the mark by which spreadsheets know
    UTF-8. EXCEL: with the mark, semicolons, commas in numbers and times of the city without their offset, as a
    spreadsheet that is set to Indonesian reads them."""

    PLAIN = "plain"
    BOM = "bom"
    EXCEL = "excel"


def chunks(rows: Iterator[Row], *, base: str, zone: ZoneInfo, form: CsvForm = CsvForm.PLAIN) -> Iterator[str]:
    """The file in pieces: a header, then every row. ``base`` is the address of a ticket without its code."""
    write, excel = written(zone), form is CsvForm.EXCEL
    yield ("" if form is CsvForm.PLAIN else BOM) + _lines([[*NAMES, "url"]], excel)
    for batch in batches(rows):
        cells = (_cells(write(row), base) for row in batch)
        yield _lines([_for_excel(row) if excel else row for row in cells], excel)


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


def _for_excel(values: list[Value]) -> list[Value]:
    for place in _TIMES:
        if values[place]:
            values[place] = str(values[place])[:_SECONDS].replace("T", " ")
    for place in _NUMBERS:
        if values[place] is not None:
            values[place] = str(values[place]).replace(".", ",")
    return values


def _lines(rows: list[list[Value]], excel: bool) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=";" if excel else ",").writerows(rows)
    return text.getvalue()

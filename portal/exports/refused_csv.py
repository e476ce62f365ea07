"""Refused rows as CSV in the source's own columns, with why beside them: to be mended and sent again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..domain.refused_row import ADDED, own_cells, own_columns
from .csv import BOM
from .csv_cell import safe


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A refused row: its line in the file, field and reason in words, its cells or the text of a broken line."""

    line: int
    field: str
    reason: str
    cells: list[str] | str


def chunks(header: Sequence[str], rows: Iterable[RefusedLine]) -> Iterator[str]:
    """The file in pieces: the header, then a line a row. A broken line stands whole in the first column.

    It begins with the mark of UTF-8: spreadsheets and the import know it by that, whatever its source was encoded in.
    """
    yield BOM + _line([*own_columns(header), *ADDED])
    for row in rows:
        yield _line([*own_cells(header, row.cells), str(row.line), row.field, row.reason])


def _line(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([safe(cell) for cell in cells])
    return text.getvalue()

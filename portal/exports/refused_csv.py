"""Refused rows as CSV in the source's own columns, with why beside them: to be mended and sent again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .csv import BOM
from .csv_cell import safe

#: What is added to the source's own columns; importing ignores it.
ADDED = ("pantau_line", "pantau_field", "pantau_reason")


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
    own = [name for name in header if name not in ADDED]
    places = [place for place, name in enumerate(header) if name not in ADDED]
    yield BOM + _line([*own, *ADDED])
    for row in rows:
        cells = [row.cells] if isinstance(row.cells, str) else _fitting(row.cells, places, len(header))
        blank = [""] * (len(own) - len(cells))
        yield _line([*cells, *blank, str(row.line), row.field, row.reason])


def _fitting(cells: list[str], places: list[int], width: int) -> list[str]:
    """The source's own cells of a row; one with too many keeps what is too much in its last cell."""
    if len(cells) > width:
        cells = [*cells[: width - 1], " | ".join(cells[width - 1 :])]
    return [cells[place] if place < len(cells) else "" for place in places]


def _line(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([safe(cell) for cell in cells])
    return text.getvalue()

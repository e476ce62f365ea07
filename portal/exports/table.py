"""Small tables as CSV: a header and rows of plain values, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from .csv_cell import safe

MIMETYPE = "text/csv; charset=utf-8"


def table(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The file; None is an empty cell, and a text that would run as a formula is made plain."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(names)
    for row in rows:
        writer.writerow(["" if value is None else safe(value) if isinstance(value, str) else value for value in row])
    return text.getvalue()

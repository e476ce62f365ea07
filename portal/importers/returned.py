"""Refused rows that are sent back: what was refused for its bytes or its length is refused again until it is mended."""

from __future__ import annotations

from ..actions import import_runs
from ..domain.refused_row import ADDED, own_cells, own_columns
from .cells import clean
from .csv_rows import CsvRow
from .header import normal
from .problem import VALUE_LENGTH, RowProblem
from .reasons import WORDS, reason_of

#: Reasons whose symptom the export itself takes away, by padding the row or by writing a mark for what was there.
WASHED = ("wrong_encoding", "nul_byte", "wrong_columns", "cut_off", "file_damaged")
MARKS = {"\ufffd": "wrong_encoding", "\u2400": "nul_byte"}


class ReturnedRows:
    """The rows of one file that say by ``pantau_reason`` why they were refused before."""

    def __init__(self, header: list[str], source: str) -> None:
        self._header, self._source = header, source
        self._own = [place for place, name in enumerate(header) if name not in ADDED]
        places = {normal(name): place for place, name in enumerate(header)}
        self._line, self._reason = places.get("pantau_line"), places.get("pantau_reason")

    def fault(self, row: CsvRow) -> RowProblem | None:
        """What is still wrong with a row; None for one that was mended, and for one that was never refused."""
        said = clean(row.cells[self._reason]) if self._reason is not None else ""
        reason = reason_of(said) if said else ""
        if reason not in WASHED:
            return None
        if reason in MARKS.values():
            return self._marked(row)
        if not self._unchanged(row, reason):
            return None
        value = said.removeprefix(WORDS[reason].partition("{value}")[0]) if "{value}" in WORDS[reason] else ""
        return RowProblem(row.line, "", reason, value[:VALUE_LENGTH], row.cells)

    def _marked(self, row: CsvRow) -> RowProblem | None:
        for place in self._own:
            for mark, reason in MARKS.items():
                if mark in row.cells[place]:
                    cell = row.cells[place][:VALUE_LENGTH]
                    return RowProblem(row.line, self._header[place], reason, cell, row.cells)
        return None

    def _unchanged(self, row: CsvRow, reason: str) -> bool:
        """Whether a row has the cells with which it was given back."""
        line = clean(row.cells[self._line]) if self._line is not None else ""
        if not (line.isascii() and line.isdigit() and len(line) < 10):
            return False
        now = {normal(self._header[place]): clean(row.cells[place]) for place in self._own}
        return any(
            now == dict(zip(map(normal, own_columns(header)), map(clean, own_cells(header, cells)), strict=True))
            for header, cells in import_runs.refused_before(self._source, int(line), reason)
        )

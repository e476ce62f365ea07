"""Splits a CSV file into rows; a broken row becomes a problem with its line number, and reading goes on after it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from .header import likeness
from .lines import LONGEST, Lines, printable
from .problem import VALUE_LENGTH, FileError, RowProblem

LONGEST_FIELD = 1_000_000  # characters
_BROKEN_KEPT = 1_000_000  # characters of broken lines that one problem gathers
_BROKEN, _WIDTH, _CUT, _DAMAGED = "broken_quotes", "wrong_columns", "cut_off", "file_damaged"
_FRAGMENT = (_WIDTH, _CUT)  # what the rest of a broken record looks like
DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR = re.compile(r'"?sep=([^\w"\r\n])"?[\r\n]*', re.IGNORECASE)  # the first line that Excel writes for itself


@dataclass(frozen=True, slots=True)
class CsvRow:
    """The cells of one record, as many as the header has; ``line`` is where it starts."""

    line: int
    cells: list[str]


class CsvRows:
    """The rows of one file. ``wanted`` (normal names of columns) decides between delimiters.

    ``broken_off``: the line of the row in which the file turned out to be cut off or damaged, None while it did not.
    """

    def __init__(
        self,
        path: Path,
        wanted: frozenset[str],
        *,
        encodings: tuple[str, ...] = ("utf-8",),
        delimiter: str | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        csv.field_size_limit(LONGEST)
        self._lines = Lines(path, encodings, progress)
        self.broken_off: int | None = None
        try:
            self.delimiter, self.header = self._head(path, wanted, delimiter)
        except BaseException:
            self._lines.close()
            raise

    def close(self) -> None:
        self._lines.close()

    @property
    def damaged(self) -> bool:
        """Whether the file's compression says that something is missing or wrong."""
        return self._lines.damaged

    def _head(self, path: Path, wanted: frozenset[str], delimiter: str | None) -> tuple[str, list[str]]:
        for line in self._lines:
            separator = _SEPARATOR.fullmatch(line) if self._lines.number == 1 else None
            if separator:
                delimiter = separator[1]
            elif line.strip():
                break
            self._lines.release()
        else:
            raise FileError(f"{path} is damaged." if self._lines.damaged else f"{path} is empty.")
        if self._lines.nul or self._lines.wrong:
            raise FileError(f"{path} is not text in the encoding that the mapping names.")
        self._lines.give_back(1)
        heads = [(mark, self._cells_of_head(mark)) for mark in dict.fromkeys((delimiter or ",", *DELIMITERS))]
        named = heads[0]
        if delimiter and likeness(named[1], wanted):
            best, header = named
        else:  # none was named, or it shows no column: refused rows come back with commas
            best, header = max(heads, key=lambda found: (likeness(found[1], wanted), len(found[1])))
        if not header:
            raise FileError(f"{path}: the header cannot be read: its quotes do not pair.")
        next(self._reader(best))
        self._lines.release()
        return best, header

    def _cells_of_head(self, delimiter: str) -> list[str]:
        """The header as this delimiter splits it (empty: it cannot); its lines are given back."""
        try:
            cells = next(self._reader(delimiter))
        except csv.Error:
            cells = []
        self._lines.give_back(len(self._lines.held))
        return [cell.strip() for cell in cells]

    def _reader(self, delimiter: str) -> Iterator[list[str]]:
        return csv.reader(self._lines, delimiter=delimiter, strict=True)

    def __iter__(self) -> Iterator[CsvRow | RowProblem]:
        """Rows and problems in the order of the file; blank lines are left out.

        After quotes that do not pair, what follows is part of the same problem until a line is a whole row again.
        """
        broken: RowProblem | None = None
        for found in self._found():
            if isinstance(found, RowProblem) and (found.reason == _BROKEN or (broken and found.reason in _FRAGMENT)):
                joined = broken and _joined(broken, found)
                if broken is not None and joined is None:
                    yield broken
                broken = joined or found
                continue
            if broken is not None:
                yield broken
                broken = None
            yield found
        if broken is not None:
            self.broken_off = broken.line
            yield replace(broken, reason=_DAMAGED if self.damaged else _CUT)
        if self.damaged and self.broken_off is None:
            self.broken_off = self._lines.number + 1
            yield RowProblem(self.broken_off, "", _DAMAGED, "", "")

    def _found(self) -> Iterator[CsvRow | RowProblem]:
        lines, width = self._lines, len(self.header)
        reader = self._reader(self.delimiter)
        while True:
            start = lines.number + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield self._broken(start)
                reader = self._reader(self.delimiter)
                continue
            if lines.long:
                yield self._broken(start)
            elif cells and lines.damaged and not _ended(lines.held):
                self.broken_off = start
                shown = [printable(cell) for cell in cells]
                yield RowProblem(start, "", _DAMAGED, f"{len(cells)} / {width}", shown)
            elif lines.wrong or lines.nul or len(cells) != width:
                if cells:
                    yield self._flawed(start, cells)
            elif len(lines.held) > 1 or len(lines.held[0]) > LONGEST_FIELD:
                yield self._sized(start, cells)
            else:
                yield CsvRow(start, cells)
            lines.release()

    def _broken(self, start: int) -> RowProblem:
        """Only the first of the held lines is given up, for the others may be good rows."""
        lines = self._lines
        lines.give_back(len(lines.held) - 1)
        text = printable(lines.held[0].rstrip("\r\n"))
        reason = "line_too_long" if len(text) >= LONGEST else _BROKEN
        lines.release()
        return RowProblem(start, "", reason, text[:VALUE_LENGTH], text)

    def _flawed(self, start: int, cells: list[str]) -> CsvRow | RowProblem:
        lines, width = self._lines, len(self.header)
        shown = [printable(cell) for cell in cells]
        if lines.wrong or lines.nul:
            place = next((i for i, (cell, seen) in enumerate(zip(cells, shown, strict=True)) if cell != seen), 0)
            field = self.header[place] if place < width else ""
            reason = "nul_byte" if lines.nul else "wrong_encoding"
            return RowProblem(start, field, reason, shown[place][:VALUE_LENGTH], shown)
        if len(cells) > width and not any(cells[width:]):
            return CsvRow(start, cells[:width])
        if len(cells) < width and not _ended(lines.held):
            self.broken_off = start
            return RowProblem(start, "", _CUT, f"{len(cells)} / {width}", shown)
        return RowProblem(start, "", _WIDTH, f"{len(cells)} / {width}", shown)

    def _sized(self, start: int, cells: list[str]) -> CsvRow | RowProblem:
        for name, cell in zip(self.header, cells, strict=True):
            if len(cell) > LONGEST_FIELD:
                return RowProblem(start, name, "field_too_long", cell[:VALUE_LENGTH], cells)
        return CsvRow(start, cells)


def _ended(lines: list[str]) -> bool:
    """Whether the last of these lines has its end: only the last of a file may lack it."""
    return lines[-1].endswith(("\n", "\r"))


def _joined(first: RowProblem, more: RowProblem) -> RowProblem | None:
    """One problem of two that follow each other; None when that would be too much to keep."""
    texts = [row if isinstance(row, str) else ",".join(row) for row in (first.row, more.row)]
    if len(texts[0]) + len(texts[1]) > _BROKEN_KEPT:
        return None
    return replace(first, row="\n".join(texts))

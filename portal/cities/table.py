"""Reads the CSV files of a pack; every wrong cell is named by its file, line and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..domain.names import address
from .problem import CityError

_YES = frozenset({"1", "true", "yes", "ya"})
_NO = frozenset({"", "0", "false", "no", "tidak"})


@dataclass(frozen=True, slots=True)
class PackRow:
    """One row of a table; an empty cell is "" or None."""

    file: Path
    line: int
    cells: dict[str, str]

    def wrong(self, field: str, reason: str) -> CityError:
        return CityError(reason, self.file, self.line, field)

    def text(self, field: str) -> str:
        """A cell that must not be empty."""
        found = self.cells.get(field, "")
        if not found:
            raise self.wrong(field, "is empty")
        return found

    def maybe(self, field: str) -> str | None:
        return self.cells.get(field) or None

    def slug(self, field: str) -> str:
        found = self.text(field)
        if found != address(found):
            raise self.wrong(field, f"{found!r} is not lower-case letters and digits with single hyphens, at most 80")
        return found

    def many(self, field: str) -> tuple[str, ...]:
        """The parts of a cell between ``|``; none of an empty one."""
        parts = (part.strip() for part in self.cells.get(field, "").split("|"))
        return tuple(part for part in parts if part)

    def whole(self, field: str, low: int, high: int) -> int | None:
        found = self.maybe(field)
        if found is None:
            return None
        if not (found.isascii() and found.isdigit() and low <= int(found[:12]) <= high):
            raise self.wrong(field, f"{found!r} is not a whole number from {low} to {high}")
        return int(found)

    def degrees(self, field: str, limit: int) -> float | None:
        found = self.maybe(field)
        if found is None:
            return None
        try:
            value = float(found)
        except ValueError:
            raise self.wrong(field, f"{found!r} is not a number") from None
        if not -limit <= value <= limit:
            raise self.wrong(field, f"{found!r} is not within {limit} degrees")
        return value

    def yes(self, field: str) -> bool:
        found = self.cells.get(field, "").lower()
        if found not in _YES | _NO:
            raise self.wrong(field, f"{found!r} is neither yes nor no")
        return found in _YES


def rows(path: Path, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> Iterator[PackRow]:
    """The rows of a CSV file in UTF-8 whose first line names its columns; none when there is no such file."""
    if not path.exists():
        return
    lines = _lines(path)
    _, first = next(lines, (1, []))
    header = _header(path, first, required, optional)
    for line, cells in lines:
        if not any(cells):
            continue
        if len(cells) != len(header):
            raise CityError(f"has {len(cells)} cells, the header {len(header)}", path, line)
        yield PackRow(path, line, dict(zip(header, cells, strict=True)))


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(decoded(path)), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise CityError(f"is not CSV: {error}", path, reader.line_num) from error


def _header(path: Path, cells: list[str], required: tuple[str, ...], optional: tuple[str, ...]) -> list[str]:
    header = [cell.lower() for cell in cells]
    for name in required:
        if name not in header:
            raise CityError("this column is missing", path, 1, name)
    for name in header:
        if name not in required + optional:
            raise CityError(f"no such column; there are {', '.join(required + optional)}", path, 1, name or "(empty)")
        if header.count(name) > 1:
            raise CityError("this column is there twice", path, 1, name)
    return header


def decoded(path: Path) -> str:
    """A file's text; it must be UTF-8."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise CityError("is not UTF-8", path, line) from error
    except OSError as error:
        raise CityError(f"cannot be read: {error.strerror}", path) from error
    if "\x00" in text:
        raise CityError("holds a NUL character", path, text[: text.index("\x00")].count("\n") + 1)
    return text

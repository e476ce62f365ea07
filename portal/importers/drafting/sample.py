"""Reads the header and the first rows of a file by the importer's own reader, and keeps them by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from ...domain.masking import mask
from ..cells import clean
from ..csv_rows import CsvRow, CsvRows
from ..header import normal
from ..problem import FileError

#: The first of these that reads every row is taken; the last reads any byte.
ENCODINGS = (("utf-8",), ("utf-8", "cp1252"), ("utf-8", "latin-1"))
LOOKED_AT = 5_000  # different values of a column that its shape is judged by
_SHOWN = 40  # characters of an example
#: What a source may write into a cell that is empty.
BLANKS = frozenset({"null", "n/a", "#n/a", "na", "nan", "none", "nil", "-", "--", "?", "(null)", "\\n", "kosong"})


@dataclass(frozen=True)
class SampledColumn:
    """A column with its cleaned cells, one a row. ``usable``: a mapping can name it. ``blanks``: words for empty cells
    that stand there; those are empty here."""

    name: str
    cells: tuple[str, ...]
    usable: bool = True
    blanks: tuple[str, ...] = ()

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each value that is not empty stands there, in the order of the file."""
        return Counter(cell for cell in self.cells if cell)

    @cached_property
    def filled(self) -> int:
        """How many cells are not empty."""
        return self.counts.total()

    @cached_property
    def values(self) -> tuple[str, ...]:
        """Different values, the first in the file first."""
        return tuple(islice(self.counts, LOOKED_AT))

    def share(self, fits: Callable[[str], bool]) -> float:
        """Which share of the different values fits; 0 where there are none."""
        return sum(map(fits, self.values)) / len(self.values) if self.values else 0.0

    def examples(self, count: int = 3) -> str:
        """Some values, shortened and masked: an example may be anybody's words."""
        shown = (mask(" ".join(value.split())) for value in self.values[:count])
        return ", ".join(value[:_SHOWN] + ("..." if len(value) > _SHOWN else "") for value in shown)


@dataclass(frozen=True)
class Sample:
    """The first rows of a file. ``problems``: rows that could not be split, by reason. ``whole``: there are no more."""

    file: str
    encodings: tuple[str, ...]
    columns: tuple[SampledColumn, ...]
    rows: int
    problems: Counter[str]
    whole: bool

    def column(self, name: str) -> SampledColumn:
        """The column of that name, however it is spelt. Raises FileError."""
        for column in self.columns:
            if normal(column.name) == normal(name) and column.usable:
                return column
        raise FileError(f"There is no column {name!r}. The file has: {self.listed()}.")

    def listed(self) -> str:
        return ", ".join(column.name[:_SHOWN] for column in self.columns[:60])


def take(path: Path, rows: int, wanted: frozenset[str]) -> Sample:
    """The first ``rows`` rows; ``wanted`` are names of columns that decide between delimiters. Raises FileError."""
    for encodings in ENCODINGS:
        last = encodings is ENCODINGS[-1]
        try:
            found = _read(path, rows, wanted, encodings)
        except FileError as error:
            if last or "encoding" not in str(error):
                raise FileError(str(error).replace("text in the encoding that the mapping names", "text")) from error
            continue
        if last or not found.problems["wrong_encoding"]:
            break
    if found.problems["nul_byte"] and len(found.columns) == 1:
        raise FileError(f"{path} is not text.")
    if not found.rows:
        raise FileError(f"{path} has a header, but no row that can be read; a draft needs some rows.")
    return found


def _read(path: Path, rows: int, wanted: frozenset[str], encodings: tuple[str, ...]) -> Sample:
    problems: Counter[str] = Counter()
    taken: list[CsvRow] = []
    with closing(CsvRows(path, wanted, encodings=encodings)) as file:
        if any(not name.isprintable() for name in file.header):
            raise FileError(f"{path} is not a CSV file: its first line is no header.")
        found = iter(file)
        for row in found:
            if isinstance(row, CsvRow):
                taken.append(row)
            else:
                problems[row.reason] += 1
            if len(taken) + problems.total() >= rows:
                break
        whole = next(found, None) is None
        columns = _columns(file.header, taken)
    return Sample(path.name, encodings, columns, len(taken), problems, whole)


def _columns(header: list[str], rows: list[CsvRow]) -> tuple[SampledColumn, ...]:
    times = Counter(map(normal, header))
    return tuple(
        _column(name, [clean(row.cells[place]) for row in rows], once=times[normal(name)] == 1)
        for place, name in enumerate(header)
    )


def _column(name: str, cells: list[str], *, once: bool) -> SampledColumn:
    blanks = tuple(cell for cell in dict.fromkeys(cells) if cell.casefold() in BLANKS)
    if blanks:
        cells = ["" if cell in blanks else cell for cell in cells]
    usable = bool(name) and once and not set("{}[]|") & set(name)
    return SampledColumn(name, tuple(cells), usable=usable, blanks=blanks)

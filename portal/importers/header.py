"""How a mapping names columns, and where they stand in a file's header, however they are spelt there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .problem import FileError
from .template import columns


def normal(name: str) -> str:
    """A column's name as it is compared: case, spaces around it and runs of spaces do not matter."""
    return " ".join(name.casefold().split())


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text comes from: the first filled one of ``columns``, or a ``template`` that names columns in {}.

    ``choices``: several of these, of which the first that gives a text counts.
    """

    columns: tuple[str, ...] = ()
    template: str = ""
    choices: tuple[Source, ...] = ()

    def named(self) -> tuple[str, ...]:
        """Every column that is read."""
        if self.choices:
            return tuple(name for choice in self.choices for name in choice.named())
        return self.columns or tuple(columns(self.template))


class Header:
    """A file's header. ``spellings`` and ``optional`` are the mapping's own."""

    def __init__(
        self,
        cells: list[str],
        spellings: Mapping[str, tuple[str, ...]] | None = None,
        optional: frozenset[str] = frozenset(),
    ) -> None:
        self.cells = cells
        self._spellings = spellings or {}
        self._optional = optional
        self._places: dict[str, int] = {}
        self._twice: set[str] = set()
        for place, cell in enumerate(cells):
            name = normal(cell)
            if name in self._places:
                self._twice.add(name)
            self._places.setdefault(name, place)

    def place(self, column: str) -> int | None:
        """Where a column stands; None for an optional one that is absent. Raises FileError."""
        wanted = normal(column)
        for name in (wanted, *(normal(other) for other in self._spellings.get(wanted, ()))):
            if name in self._twice:
                raise FileError(f"The column {column!r} stands twice in the header.")
            if name in self._places:
                return self._places[name]
        if wanted in self._optional:
            return None
        raise FileError(
            f"There is no column {column!r}. The file has: {', '.join(self.cells[:60])}. "
            "Other spellings stand in the mapping's [columns], columns that may be absent in its optional."
        )

    def places(self, source: Source) -> list[int]:
        """Where the columns of a source stand, absent optional ones left out."""
        found = (self.place(column) for column in source.columns)
        return [place for place in found if place is not None]

    def name(self, source: Source) -> str:
        """How the file itself calls the (first) column of a source: what a problem names."""
        for column in source.named():
            place = self.place(column)
            if place is not None:
                return self.cells[place].strip()
        return ""


def likeness(cells: list[str], wanted: frozenset[str]) -> int:
    """How many of ``wanted`` (normal names) a line of cells holds: how likely it is the header."""
    return len({normal(cell) for cell in cells} & wanted)

"""The columns in which a refused row is given back, and known again when it is sent back."""

from __future__ import annotations

from collections.abc import Sequence

#: What is added to the source's own columns; importing ignores it.
ADDED = ("pantau_line", "pantau_field", "pantau_reason")


def own_columns(header: Sequence[str]) -> list[str]:
    """The source's own columns."""
    return [name for name in header if name not in ADDED]


def own_cells(header: Sequence[str], cells: list[str] | str) -> list[str]:
    """A refused row in the source's own columns; blank where it had no cell."""
    places = [place for place, name in enumerate(header) if name not in ADDED]
    found = [cells] if isinstance(cells, str) else _fitting(cells, places, len(header))
    return [*found, *[""] * (len(places) - len(found))]


def _fitting(cells: list[str], places: list[int], width: int) -> list[str]:
    """The source's own cells of a row; one with too many keeps what is too much in its last cell."""
    if len(cells) > width:
        cells = [*cells[: width - 1], " | ".join(cells[width - 1 :])]
    return [cells[place] if place < len(cells) else "" for place in places]

"""A map frame as squares: Tantivy finds tickets by the square they lie in several times faster than by coordinates.

Squares wholly within the frame match all of their tickets; only in those on its edge are coordinates compared.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from whoosh.query import And, NullQuery, Or, Query, Term

from ..domain.lens import Box
from . import cells
from .filter_query import ranges

#: The indexed field that holds a ticket's square ('' without coordinates), and the level of these squares.
FIELD = "tile"
LEVEL = 16
#: With more squares than this in a frame, ranges of coordinates are no slower.
MOST = 5_000
Mask = npt.NDArray[np.bool_]
_MARGIN = 1e-5  # degrees: coordinates are rounded to millionths after their square was computed


class Squares:
    """All squares that hold tickets, by name (the number of the cell at LEVEL)."""

    def __init__(self, names: Iterable[str]) -> None:
        listed = sorted(names)
        self._names = np.array(listed)
        edges = [cells.edges(int(name), LEVEL) for name in listed]
        self.south, self.west, self.north, self.east = np.array(edges, dtype=float).reshape(-1, 4).T

    def within(self, box: Box) -> Query:
        """The query that matches the tickets in a frame."""
        inner = self._inside(box)
        edge = self._overlapping(box) & ~inner
        if np.count_nonzero(inner | edge) > MOST:
            return And(list(ranges(box)))
        parts = self._terms(inner)
        if edge.any():
            parts.append(And([Or(self._terms(edge)), *ranges(box)]))
        return Or(parts) if parts else NullQuery

    def wholly_within(self, box: Box) -> list[str]:
        """The names of the squares that lie wholly in a frame."""
        found: list[str] = self._names[self._inside(box)].tolist()
        return found

    def at_edge(self, box: Box) -> Query:
        """The query that matches the tickets in a frame that lie in squares on its edge."""
        edge = self._overlapping(box) & ~self._inside(box)
        return And([Or(self._terms(edge)), *ranges(box)]) if edge.any() else NullQuery

    def _inside(self, box: Box) -> Mask:
        """The squares that lie wholly in the frame."""
        up_and_down = (self.south >= box.south + _MARGIN) & (self.north <= box.north - _MARGIN)
        return up_and_down & (self.west >= box.west + _MARGIN) & (self.east <= box.east - _MARGIN)

    def _overlapping(self, box: Box) -> Mask:
        """The squares that overlap the frame."""
        up_and_down = (self.north >= box.south - _MARGIN) & (self.south <= box.north + _MARGIN)
        return up_and_down & (self.east >= box.west - _MARGIN) & (self.west <= box.east + _MARGIN)

    def _terms(self, mask: Mask) -> list[Query]:
        return [Term(FIELD, name) for name in self._names[mask].tolist()]

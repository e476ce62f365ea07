"""A frame of the map as squares: Tantivy finds tickets by the square they are in far faster than by a range of degrees.

Squares that lie within the frame take all of their tickets; only in those on its edge each ticket's place is compared.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from whoosh.query import And, NullQuery, Or, Query, Term

from ..domain.lens import Box
from . import cells
from .filter_query import ranges

#: The column that holds a ticket's square, '' without a place, and the level of these squares.
FIELD = "tile"
LEVEL = 16
#: With more squares than this in a frame, ranges are no slower.
MOST = 5_000
Which = npt.NDArray[np.bool_]
_SAFE = 1e-5  # degrees: places are rounded to millionths after their square was told


class Squares:
    """The squares that hold tickets."""

    def __init__(self, names: Iterable[str]) -> None:
        listed = sorted(names)
        self._names = np.array(listed)
        self._squares = [Term(FIELD, name) for name in listed]
        edges = [cells.edges(int(name), LEVEL) for name in listed]
        self.south, self.west, self.north, self.east = np.array(edges, dtype=float).reshape(-1, 4).T

    def within(self, box: Box) -> Query:
        """What is true of the tickets in a frame."""
        inner = self._all(box)
        edge = self._any(box) & ~inner
        if np.count_nonzero(inner | edge) > MOST:
            return And(list(ranges(box)))
        parts = self._terms(inner)
        if edge.any():
            parts.append(And([Or(self._terms(edge)), *ranges(box)]))
        return Or(parts) if parts else NullQuery

    def wholly_within(self, box: Box) -> list[str]:
        """The names of the squares that lie in a frame with all they have."""
        found: list[str] = self._names[self._all(box)].tolist()
        return found

    def at_edge(self, box: Box) -> Query:
        """What is true of the tickets in a frame that lie in its other squares."""
        edge = self._any(box) & ~self._all(box)
        return And([Or(self._terms(edge)), *ranges(box)]) if edge.any() else NullQuery

    def _all(self, box: Box) -> Which:
        """The squares that lie in the frame with all they have."""
        up_and_down = (self.south >= box.south + _SAFE) & (self.north <= box.north - _SAFE)
        return up_and_down & (self.west >= box.west + _SAFE) & (self.east <= box.east - _SAFE)

    def _any(self, box: Box) -> Which:
        """The squares that may have tickets in the frame."""
        up_and_down = (self.north >= box.south - _SAFE) & (self.south <= box.north + _SAFE)
        return up_and_down & (self.east >= box.west - _SAFE) & (self.west <= box.east + _SAFE)

    def _terms(self, which: Which) -> list[Query]:
        return [self._squares[place] for place in np.flatnonzero(which)]

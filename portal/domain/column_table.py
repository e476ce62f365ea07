"""Columns of numbers of equal length in one array, so that taking some rows of all columns is one step; whole numbers
of millions of rows in half the memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from .survival import Flags, Whole

#: Stands in a time column for what has not happened; later than every time.
NEVER = 2**62
#: Rows that are narrowed at once; a narrow table of no more of them costs less to widen than to keep.
AT_ONCE = 2**16
Number = TypeVar("Number", bound=np.generic)
Taken = TypeVar("Taken", bound="ColumnTable[Any]")
Narrow = npt.NDArray[np.uint32]
_NARROW = np.dtype(np.uint32)
_NEVER = 2**32 - 1  # in a narrow array; what is before it there is the number and one


class NumberColumn(Generic[Number]):
    """One column of a ColumnTable, under the name that it has there."""

    def __set_name__(self, owner: type[ColumnTable[Number]], name: str) -> None:
        self._place = len(owner.NAMES)
        owner.NAMES = (*owner.NAMES, name)

    def __get__(self, of: ColumnTable[Number], owner: type[ColumnTable[Number]]) -> npt.NDArray[Number]:
        found = of.table[:, self._place]
        return widened(found)


class ColumnTable(Generic[Number]):
    """A class of its own names its columns, in their order: ``ticket = NumberColumn[np.int64]()``.

    ``table`` has a row for each row and a column for each name. What belongs to one row lies together, because groups
    are taken by rows that lie far apart. It may be narrow: its columns never are.
    """

    __slots__ = ("table",)
    NAMES: ClassVar[tuple[str, ...]] = ()
    table: npt.NDArray[Any]

    def __init__(self, **columns: npt.NDArray[Number]) -> None:
        """Every column by its name, all of one length. Raises TypeError for one too many or too few."""
        if columns.keys() != {*self.NAMES}:
            raise TypeError(f"{type(self).__name__} has the columns {', '.join(self.NAMES)}")
        self.table = np.stack([columns[name] for name in self.NAMES], axis=1)

    def __len__(self) -> int:
        return len(self.table)

    def take(self: Taken, rows: Whole | Flags | slice) -> Taken:
        """The rows at these places, or those flagged."""
        found = _rows(self.table, rows)
        return self._of(found if len(found) > AT_ONCE else widened(found))

    def replaced(self: Taken, **columns: npt.NDArray[Number]) -> Taken:
        """The same with other values in these columns."""
        table = widened(self.table).copy()
        for name, values in columns.items():
            table[:, self.NAMES.index(name)] = values
        return self._of(table)

    def narrow(self: Taken) -> Taken:
        """The same kept in half the memory, if its numbers allow it."""
        return self._of(narrowed(self.table))

    def joined(self: Taken, others: Sequence[Taken]) -> Taken:
        """The rows of this one and of those after it."""
        return self._of(joined([self.table, *(other.table for other in others)]))

    def _of(self: Taken, table: npt.NDArray[Any]) -> Taken:
        found = type(self).__new__(type(self))
        found.table = table
        return found


def taken(table: npt.NDArray[Any], rows: Whole | Flags | slice) -> npt.NDArray[Any]:
    """The rows of an array, narrow or not, at these places, or those flagged; they are not narrow."""
    return widened(_rows(table, rows))


def _rows(table: npt.NDArray[Any], rows: Whole | Flags | slice) -> npt.NDArray[Any]:
    if isinstance(rows, slice):
        return table[rows]
    return table.take(np.flatnonzero(rows) if rows.dtype == np.bool_ else rows, axis=0)


def narrowed(values: Whole) -> Narrow | Whole:
    """Whole numbers of -1 and more, and NEVER, in four bytes each; as they are where one of them is another."""
    found = np.empty(values.shape, dtype=np.uint32)
    for start in range(0, len(values), AT_ONCE):
        part = values[start : start + AT_ONCE]
        never = part == NEVER
        plain = np.where(never, 0, part)
        if plain.min(initial=0) < -1 or plain.max(initial=0) >= _NEVER - 1:
            return values
        found[start : start + AT_ONCE] = np.where(never, _NEVER, plain + 1)
    return found


def widened(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """What was narrowed; all else as it is."""
    if values.dtype != _NARROW:
        return values
    found = values.astype(np.int64)
    found -= 1
    found[values == _NEVER] = NEVER
    return found


def joined(parts: Sequence[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    """One array after the other; narrow if all are."""
    narrow = all(part.dtype == np.uint32 for part in parts)
    return np.concatenate(parts if narrow else [widened(part) for part in parts])

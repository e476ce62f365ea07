"""Columns of numbers of equal length in one array, so that taking some rows of all columns is one step."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from .survival import Flags, Whole

Number = TypeVar("Number", bound=np.generic)
Taken = TypeVar("Taken", bound="ColumnTable[Any]")


class Column(Generic[Number]):
    """One column of a ColumnTable, under the name that it has there."""

    def __set_name__(self, owner: type[ColumnTable[Number]], name: str) -> None:
        self._place = len(owner.NAMES)
        owner.NAMES = (*owner.NAMES, name)

    def __get__(self, of: ColumnTable[Number], owner: type[ColumnTable[Number]]) -> npt.NDArray[Number]:
        return np.asarray(of.table[:, self._place])


class ColumnTable(Generic[Number]):
    """A class of its own names its columns, in their order: ``ticket = Column[np.int64]()``.

    ``table`` has a row for each row and a column for each name. What belongs to one row lies together, because groups
    are taken by rows that lie far apart.
    """

    __slots__ = ("table",)
    NAMES: ClassVar[tuple[str, ...]] = ()
    table: npt.NDArray[Number]

    def __init__(self, **columns: npt.NDArray[Number]) -> None:
        """Every column by its name, all of one length. Raises TypeError for one too many or too few."""
        if columns.keys() != {*self.NAMES}:
            raise TypeError(f"{type(self).__name__} has the columns {', '.join(self.NAMES)}")
        self.table = np.stack([columns[name] for name in self.NAMES], axis=1)

    def __len__(self) -> int:
        return int(self.table.shape[0])

    def take(self: Taken, rows: Whole | Flags | slice) -> Taken:
        """The rows at these places, or those flagged."""
        if isinstance(rows, slice):
            return self._of(self.table[rows])
        places = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
        return self._of(self.table.take(places, axis=0))

    def replaced(self: Taken, **columns: npt.NDArray[Number]) -> Taken:
        """The same with other values in these columns."""
        table = self.table.copy()
        for name, values in columns.items():
            table[:, self.NAMES.index(name)] = values
        return self._of(table)

    def _of(self: Taken, table: npt.NDArray[Number]) -> Taken:
        found = type(self).__new__(type(self))
        found.table = table
        return found

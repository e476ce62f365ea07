"""Rows are taken of all columns at once, and a table has its own columns and no others."""

from __future__ import annotations

import numpy as np
import pytest

from portal.domain.column_table import Column, ColumnTable


class Pair(ColumnTable[np.int64]):
    first = Column[np.int64]()
    second = Column[np.int64]()


ONE = Pair(second=np.array([10, 20, 30]), first=np.array([1, 2, 3]))


@pytest.mark.parametrize("rows", [slice(1, None), np.array([1, 2]), np.array([False, True, True])])
def test_the_same_rows_of_every_column(rows: slice | np.ndarray[tuple[int], np.dtype[np.int64]]) -> None:
    found = ONE.take(rows)
    assert (len(found), found.first.tolist(), found.second.tolist()) == (2, [2, 3], [20, 30])


def test_another_column_leaves_the_table_that_it_is_made_of_as_it_was() -> None:
    found = ONE.replaced(second=np.array([7, 8, 9]))
    assert (found.first.tolist(), found.second.tolist(), ONE.second.tolist()) == ([1, 2, 3], [7, 8, 9], [10, 20, 30])


@pytest.mark.parametrize("names", [{"first"}, {"first", "second", "third"}])
def test_a_column_too_few_or_too_many_is_refused(names: set[str]) -> None:
    with pytest.raises(TypeError, match="Pair has the columns first, second"):
        Pair(**dict.fromkeys(names, np.array([1])))

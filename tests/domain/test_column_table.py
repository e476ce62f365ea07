"""Rows are taken of all columns at once, and a table has its own columns and no others."""

from __future__ import annotations

import numpy as np
import pytest

from portal.domain import column_table
from portal.domain.column_table import NEVER, ColumnTable, NumberColumn, taken


class Pair(ColumnTable[np.int64]):
    first = NumberColumn[np.int64]()
    second = NumberColumn[np.int64]()


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


def test_a_narrow_table_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(column_table, "AT_ONCE", 2)
    wide = Pair(first=np.array([-1, 0, 2**32 - 3, NEVER]), second=np.array([NEVER, 4, 5, 6]))
    kept = wide.narrow()
    assert kept.table.dtype == np.uint32 and kept.take(slice(1, 4)).table.dtype == np.uint32
    assert kept.take(slice(0, 2)).table.dtype == np.int64, "few rows are not worth it"
    for table in (kept, kept.take(slice(0, 4)), kept.replaced(second=wide.second), kept.joined([]).take(np.arange(4))):
        assert (table.first.tolist(), table.second.tolist()) == (wide.first.tolist(), wide.second.tolist())
    assert taken(kept.table, np.array([3])).tolist() == [[NEVER, 6]]


@pytest.mark.parametrize("number", [-2, 2**32 - 2, 2**62 - 1, 2**63 - 1])
def test_what_does_not_fit_stays_as_it_is(number: int) -> None:
    table = Pair(first=np.array([1, number]), second=np.array([2, 3])).narrow()
    assert table.table.dtype == np.int64 and table.first.tolist() == [1, number]
    assert ONE.narrow().joined([table]).first.tolist() == [1, 2, 3, 1, number]

"""Whole numbers come as columns, however many rows are read at once."""

from __future__ import annotations

import pytest
from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import Session

from portal.queries.scorecards import number_columns as module
from portal.queries.scorecards.number_columns import read_ordered

pytestmark = pytest.mark.database


def test_columns_keep_the_order_of_the_rows_over_several_readings(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 2)
    monkeypatch.setattr(module, "ROOM", 0)
    rows = union_all(*(select(literal(n).label("n"), literal(-n * n).label("m")) for n in range(5))).subquery()
    query = select(rows.c.n, rows.c.m).order_by(rows.c.n.desc())
    assert [column.tolist() for column in read_ordered(session, query)] == [[4, 3, 2, 1, 0], [-16, -9, -4, -1, 0]]
    none = read_ordered(session, query.where(rows.c.n > 4))
    assert [(len(column), column.dtype.name) for column in none] == [(0, "int64")] * 2

"""Queries of whole numbers as columns, read in parts so that millions of rows fit into memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Select, SQLColumnExpression, literal_column
from sqlalchemy.orm import InstrumentedAttribute, Session

from ...domain.survival import Whole

ASKED_FOR = 50_000  # rows of one statement: a PostgreSQL driver holds them all
IDS = 10_000  # written into one statement
ROOM = 1_000  # rows that a column has room for beyond those it holds
AT_ONCE = 1_000  # rows taken from the driver: Python's collector walks through all that are there


@dataclass(frozen=True, slots=True)
class Among:
    """Rows whose ``column`` is one of ``ids``."""

    column: InstrumentedAttribute[Any]
    ids: Whole


def read_rows(
    session: Session,
    query: Select[*tuple[Any, ...]],
    *,
    last: Callable[[Sequence[Any]], Sequence[int]] | None = None,
    among: Among | None = None,
) -> Sequence[Whole]:
    """The columns of a query of whole numbers; of all rows in the order of the first, which numbers them.

    ``last``: makes numbers of the last one, which holds bytes or text. ``among``: only these rows.
    """
    parts = _parts(session, query) if among is None else _parts_among(session, query, among)
    return _columns(parts, len(query.selected_columns), last)


def read_ordered(session: Session, query: Select[*tuple[Any, ...]]) -> Sequence[Whole]:
    """The columns of a query of whole numbers, of all rows in its own order."""
    return _columns(_fetched(session, query), len(query.selected_columns))


def _columns(
    parts: Iterable[Sequence[Sequence[Any]]], count: int, last: Callable[[Sequence[Any]], Sequence[int]] | None = None
) -> Sequence[Whole]:
    """Each column is one array that grows in its place: thousands of small ones would leave holes that nothing large
    fits into, as large as all that was read."""
    columns, filled = [np.empty(0, dtype=np.int64) for _ in range(count)], 0
    for rows in parts:
        end = filled + len(rows)
        for place, values in enumerate(zip(*rows, strict=True)):
            numbers = last(values) if last and place == count - 1 else values
            if end > len(columns[place]):
                columns[place].resize(end + end // 4 + ROOM, refcheck=False)
            columns[place][filled:end] = np.fromiter(numbers, dtype=np.int64, count=len(rows))
        filled = end
    for column in columns:
        column.resize(filled, refcheck=False)
    return columns


def _parts(session: Session, query: Select[*tuple[Any, ...]]) -> Iterator[Sequence[Sequence[Any]]]:
    """All rows, some at a time."""
    id = query.selected_columns[0]
    last: int | None = 0
    while last is not None:
        statement = query.where(id > last).order_by(id).limit(ASKED_FOR)
        last = None
        for rows in _fetched(session, statement):
            yield rows
            last = rows[-1][0]


def _parts_among(session: Session, query: Select[*tuple[Any, ...]], among: Among) -> Iterator[Sequence[Sequence[Any]]]:
    id = query.selected_columns[0]
    for start in range(0, len(among.ids), IDS):
        yield from _fetched(session, query.where(one_of(among.column, among.ids[start : start + IDS])).order_by(id))


def _fetched(session: Session, statement: Select[*tuple[Any, ...]]) -> Iterator[Sequence[Sequence[Any]]]:
    """The rows of a statement, by a cursor of the driver.

    The one place that goes around SQLAlchemy's results: wrapping millions of rows takes longer than reading them, and
    all that is wanted of them is numbers in a few arrays.
    """
    connection = session.connection()
    cursor = connection.connection.cursor()
    try:
        cursor.execute(str(statement.compile(connection, compile_kwargs={"literal_binds": True})))
        while rows := cursor.fetchmany(AT_ONCE):
            yield rows
    finally:
        cursor.close()


def one_of(column: SQLColumnExpression[Any], ids: Whole) -> ColumnElement[bool]:
    """Whether a column of numbers is one of these, written out: thousands of parameters would take longer to bind than
    the rows to read."""
    return column.op("IN", is_comparison=True)(literal_column(f"({','.join(map(str, ids.tolist()))})"))

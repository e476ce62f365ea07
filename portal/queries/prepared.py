"""The fixed statements of the pages that are asked for most, run without being recognised anew each time.

SQLAlchemy needs 70 to 100 microseconds to look up a statement, bind it and wrap its rows; SQLite answers it in 20.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Dialect, Select
from sqlalchemy.engine.interfaces import DBAPICursor

Process = Callable[[Any], Any]


@dataclass(slots=True)
class _Compiled:
    """The statement in one database's words. ``order``: its parameters where they have no names of their own;
    ``processes``: what makes values of what the driver gives, by place; None until it has given something."""

    text: str
    given: dict[str, Any]
    order: Sequence[str] | None
    processes: list[tuple[int, Process]] | None = None


class Prepared:
    """A statement that never changes but for its parameters; run within the connection's transaction.

    Rows are named tuples with the values that the columns' types make; columns of one name have a place only. Values go
    to the driver as they are.
    """

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        self._statement = statement
        names = list(statement.selected_columns.keys())
        self._row = cast(Any, namedtuple("Row", names, rename=True))
        self._compiled: WeakKeyDictionary[Dialect, _Compiled] = WeakKeyDictionary()

    def rows(self, connection: Connection, **values: object) -> list[Any]:
        """All rows."""
        dialect = connection.dialect
        compiled = self._compiled.get(dialect) or self._compile(dialect)
        cursor: DBAPICursor = connection.connection.cursor()
        try:
            cursor.execute(compiled.text, _ordered({**compiled.given, **values}, compiled.order))
            found = cursor.fetchall()
            if compiled.processes is None:
                compiled.processes = list(self._processes(dialect, cursor.description or ()))
        except dialect.loaded_dbapi.Error:
            return list(connection.execute(self._statement, values))  # which knows what each error means
        finally:
            cursor.close()
        return [self._made(row, compiled.processes) for row in found]

    def first(self, connection: Connection, **values: object) -> Any:
        """The first row, None when there is none."""
        return next(iter(self.rows(connection, **values)), None)

    def _made(self, row: Sequence[Any], processes: Sequence[tuple[int, Process]]) -> Any:
        made = list(row)
        for place, process in processes:
            made[place] = process(made[place])
        return self._row._make(made)

    def _compile(self, dialect: Dialect) -> _Compiled:
        compiled = self._statement.compile(dialect=dialect)
        order = compiled.positiontup if compiled.positional else None
        self._compiled[dialect] = found = _Compiled(str(compiled), dict(compiled.params), order)
        return found

    def _processes(self, dialect: Dialect, described: Sequence[Sequence[Any]]) -> Iterator[tuple[int, Process]]:
        for place, (column, told) in enumerate(zip(self._statement.selected_columns, described, strict=True)):
            process = column.type.dialect_impl(dialect).result_processor(dialect, told[1])
            if process is not None:
                yield place, process


def _ordered(values: dict[str, object], order: Sequence[str] | None) -> Any:
    return values if order is None else [values[name] for name in order]

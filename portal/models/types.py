"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ColumnElement, Dialect, Integer, type_coerce
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """An aware UTC moment kept as whole seconds since 1970, so that SQL can subtract on both databases.

    Whole numbers are stored as they are: imports give seconds and skip the conversion.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | int | None, dialect: Dialect) -> int | None:
        if value is None or isinstance(value, int):
            return value
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return int(value.timestamp())

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromtimestamp(value, UTC)


def seconds_of(moment: InstrumentedAttribute[Any]) -> ColumnElement[int]:
    """A column of moments as it is stored, without the cost of a datetime for each."""
    return type_coerce(moment, BigInteger).label(moment.key)


#: Row numbers that fit both databases: SQLite's own row id, PostgreSQL's bigint.
RowId = BigInteger().with_variant(Integer(), "sqlite")


def one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    """A CHECK that a text column holds one of an enumeration's values.

    Written as a chain of OR: for IN, SQLite builds a small tree for each row that is inserted.
    """
    return CheckConstraint(" OR ".join(f"{column} = '{v.value}'" for v in values), name=column)

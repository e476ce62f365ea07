"""Rows of an export, as the tests of every format need them."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from portal.exports.columns import COLUMNS, NAMES, ColumnType, Row, Value

JAKARTA = ZoneInfo("Asia/Jakarta")
BASE = "https://pantau.example/tickets/"


def row(**values: Value) -> Row:
    """A row with these values; of the others those that every ticket has."""
    blank: dict[str, Value] = {c.name: "" if c.type is ColumnType.TEXT else None for c in COLUMNS}
    facts: dict[str, Value] = {
        "code": "JK2303060001",
        "visibility": "full",
        "submitted_at": 1_678_066_200,
        "updated_at": 1_678_070_000,
    }
    return tuple({**blank, **facts, **values}[name] for name in NAMES)


def rows(*given: Row) -> Iterator[Row]:
    return iter(given)


def texts() -> st.SearchStrategy[str]:
    return st.text(alphabet=st.characters(codec="utf-8"), max_size=60)

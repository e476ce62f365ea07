"""Leaves out the rows that are not the city's, or not reports: to leave out is not to refuse."""

from __future__ import annotations

from collections.abc import Callable

from .cells import one_of
from .header import Header, Source
from .mapping import RowRule


def chooser(rule: RowRule, header: Header) -> Callable[[list[str]], bool]:
    """Whether a row is taken. Raises FileError when the header lacks a column."""
    only = [(_cell(name, header), values) for name, values in rule.only.items()]
    leave_out = [(_cell(name, header), values) for name, values in rule.leave_out.items()]

    def chosen(row: list[str]) -> bool:
        return all(read(row).casefold() in values for read, values in only) and not any(
            read(row).casefold() in values for read, values in leave_out
        )

    return chosen


def _cell(name: str, header: Header) -> Callable[[list[str]], str]:
    return one_of(header.places(Source(columns=(name,))))

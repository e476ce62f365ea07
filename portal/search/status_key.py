"""Status, month of ending and speed of a ticket as one indexed value, so that Tantivy counts all three in one pass."""

from __future__ import annotations

from typing import NamedTuple

from ..domain.status import Status, StatusType
from .engine import UNCOUNTED
from .index_entry import IndexEntry

FIELD = "standing"  # its name in indexes on disk
_SEPARATOR = "\n"


class StatusKey(NamedTuple):
    """``ended``: the month (yyyymm) in which the ticket ended, 0 while it is open. The others: see engine.Found."""

    status: str
    ended: int
    resolved_within_week: bool
    open: bool
    resolved: bool
    counted: bool
    untold: bool


def encode(entry: IndexEntry) -> str:
    """The value that is indexed."""
    numbers = entry.numbers
    ended = numbers.get("resolved_month") or numbers.get("closed_month") or 0
    return _SEPARATOR.join((entry.names["status"][0], str(ended), str(numbers.get("resolved_within_week", 0))))


def decode(text: str) -> StatusKey:
    """The key that an indexed value holds."""
    value, ended, within_week = text.split(_SEPARATOR)
    status = Status(value)
    return StatusKey(
        status=value,
        ended=int(ended),
        resolved_within_week=within_week == "1",
        open=status.type is StatusType.OPEN,
        resolved=status.type is StatusType.RESOLVED,
        counted=status not in UNCOUNTED,
        untold=status.type is StatusType.UNKNOWN,
    )

"""How a ticket stands as one value: Tantivy then counts statuses, months of ending and quick fixes in one column."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ..domain.status import Status, StatusType
from .engine import UNJUDGED
from .index_entry import IndexEntry

FIELD = "standing"
_BETWEEN = "\n"


class StatusKey(NamedTuple):
    """``ended``: the month (yyyymm) in which it ended, 0 while it is open. ``judged``, ``soon``: see engine.Found."""

    status: str
    ended: int
    soon: bool
    open: bool
    resolved: bool
    judged: bool


def written(entry: IndexEntry) -> str:
    """As the column holds it."""
    numbers = entry.numbers
    ended = numbers.get("resolved_month") or numbers.get("closed_month") or 0
    return f"{entry.names['status'][0]}{_BETWEEN}{ended}{_BETWEEN}{numbers.get('soon', 0)}"


@lru_cache(maxsize=4_096)
def read(text: str) -> StatusKey:
    """What the column holds."""
    value, ended, soon = text.split(_BETWEEN)
    status = Status(value)
    type_ = status.type
    return StatusKey(
        value, int(ended), soon == "1", type_ is StatusType.OPEN, type_ is StatusType.RESOLVED, status not in UNJUDGED
    )

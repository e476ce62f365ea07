"""What became of a complaint that came in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Result(StrEnum):
    """What became of a record."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


OLD = "old"  # a later state is known


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record; ``reason`` and ``facts`` say why one was refused, or left unchanged (OLD)."""

    result: Result
    ticket_id: int | None = None
    code: str = ""
    reason: str = ""
    facts: tuple[tuple[str, str], ...] = ()

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
#: Reasons that a later row of the same source may do away with.
WAITS = frozenset({"ticket_unknown", "merge_cycle"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record; ``reason`` and ``facts`` say why one was refused, or left unchanged (OLD)."""

    result: Result
    ticket_id: int | None = None
    code: str = ""
    reason: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def waits(self) -> bool:
        """Whether the record is to be tried again when all others of its source are in: what it names may come yet."""
        return self.result is Result.REFUSED and self.reason in WAITS

"""Counts the faults that were injected, and writes down what a visitor and an officer saw of each kind."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

#: The long run injects every fault and writes the table; in `make test` a sample stands for each kind.
WHOLE = bool(os.environ.get("PANTAU_FAULTS"))
TABLE = Path(__file__).resolve().parents[2] / "docs" / "faults.md"
LEAST = 200
_HEAD = """# What people see of a fault

Written by `make test-faults`, which injects each fault into a portal with a ticket and an officer at work, and then
compares the database with itself (`portal verify`'s own checks) and with what was acknowledged. A number in brackets is
how often that was seen.

| fault | database | injected | a visitor saw | an officer saw | acknowledged and lost | half-done |
|---|---|---|---|---|---|---|
"""


@dataclass
class Kind:
    """All faults of one kind on one database."""

    injected: int = 0
    visitor: Counter[str] = field(default_factory=Counter)
    officer: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    half_done: int = 0


class Ledger:
    """The faults of one run."""

    def __init__(self) -> None:
        self.kinds: dict[tuple[str, str], Kind] = {}

    def note(self, fault: str, database: str, visitor: str = "", officer: str = "") -> Kind:
        """One fault, and what was seen of it; the kind that it belongs to."""
        kind = self.kinds.setdefault((fault, database), Kind())
        kind.injected += 1
        kind.visitor.update([visitor] if visitor else [])
        kind.officer.update([officer] if officer else [])
        return kind

    @property
    def injected(self) -> int:
        return sum(kind.injected for kind in self.kinds.values())

    def table(self) -> str:
        """The whole file."""
        rows = [
            f"| {fault} | {database} | {kind.injected} | {_seen(kind.visitor)} | {_seen(kind.officer)} |"
            f" {kind.lost} | {kind.half_done} |"
            for (fault, database), kind in sorted(self.kinds.items())
        ]
        return _HEAD + "\n".join(rows) + f"\n\n{self.injected} faults in all.\n"


def _seen(counted: Counter[str]) -> str:
    return ", ".join(f"{what} ({times})" for what, times in counted.most_common()) or "nothing was asked"

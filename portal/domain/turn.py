"""Where a page of a list goes on: beside a ticket that was shown and not at a number, so that whatever arrives or ends
while somebody reads shifts nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NAME = "turn"
_HIGHEST = (1 << 64) - 1  # of a key
_WRITTEN = re.compile(r"(-?)(\d{1,20})\.(\d{1,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Turn:
    """``key``: what the list sorts the ticket shown last by (where words are scored its id); ``back``: what is before.

    ``seq``: the newest public event that the index had seen when the first page was read, 0 where unknown.
    """

    key: int
    seq: int = 0
    back: bool = False

    def __str__(self) -> str:
        """As an address writes it."""
        return f"{'-' if self.back else ''}{self.key}.{self.seq}"


def parse(args: Mapping[str, Sequence[str]], bad: list[str]) -> Turn | None:
    """What an address says, None where it says nothing; its name is added to ``bad`` if it could not be read."""
    text = (args.get(NAME) or ("",))[0].strip()
    found = _WRITTEN.fullmatch(text)
    if found and int(found[2]) <= _HIGHEST:
        return Turn(int(found[2]), int(found[3]), back=bool(found[1]))
    if text:
        bad.append(NAME)
    return None

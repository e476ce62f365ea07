"""Where a page of a list goes on: beside a ticket that was shown and not at a number, so that whatever arrives or ends
while somebody reads shifts nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_HIGHEST = (1 << 64) - 1  # of a key


@dataclass(frozen=True, slots=True)
class Turn:
    """``key``: what the list sorts the ticket shown last by (where words are scored its id); ``back``: what is before.

    ``seq``: the newest public event that the index had seen when the first page was read, 0 where unknown.
    """

    key: int
    seq: int = 0
    back: bool = False

    def pairs(self) -> Iterator[tuple[str, str]]:
        """As an address writes it."""
        yield "before" if self.back else "after", str(self.key)
        if self.seq:
            yield "seq", str(self.seq)


#: Every name that it has in an address.
NAMES = ("after", "before", "seq")


def parse(args: Mapping[str, Sequence[str]], bad: list[str]) -> Turn | None:
    """What an address says, None where it says nothing; names that could not be read are added to ``bad``."""
    after, before, seq = (_number(args, name, bad) for name in NAMES)
    key = before if after is None else after
    return None if key is None else Turn(key, seq or 0, back=after is None)


def _number(args: Mapping[str, Sequence[str]], name: str, bad: list[str]) -> int | None:
    text = (args.get(name) or ("",))[0].strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 20 and int(text) <= _HIGHEST):
        bad.append(name)
        return None
    return int(text)

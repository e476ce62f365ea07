"""A candidate for a personal number: how it is written, and what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .before import Before

#: What may stand between two groups of digits of one number.
GAP = r"[ \t\n._/,:;*|~\u2022\u00b7()-]{1,3}"
_BETWEEN = re.compile(GAP)


@dataclass(frozen=True, slots=True)
class Number:
    """Some neighbouring groups of a run: as they are written, their digits, and what stands around them."""

    written: str
    groups: list[str]
    digits: str
    before: Before
    after: str

    @property
    def gaps(self) -> list[str]:
        """What stands between the groups, in order."""
        return _BETWEEN.findall(self.written.lstrip("+( "))

    @property
    def lengths(self) -> tuple[int, ...]:
        return tuple(map(len, self.groups))

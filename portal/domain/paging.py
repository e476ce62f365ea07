"""Pages of a list: which one this is, what it shows, and which are beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

SIZE = 20
_LONGEST = 6  # digits of a number that is read


@dataclass(frozen=True, slots=True)
class Pages:
    """Page ``number`` (from 1) of ``total`` things, ``size`` a page; ``cap``: how far one may go."""

    number: int
    total: int
    size: int = SIZE
    cap: int | None = None

    @classmethod
    def nearest(cls, number: int, total: int, size: int) -> Self:
        """The page of this number; the last one where there are not so many, the first one below 1."""
        return cls(min(max(number, 1), cls(1, total, size).count), total, size)

    @property
    def start(self) -> int:
        """How many things stand before this page."""
        return (self.number - 1) * self.size

    @property
    def count(self) -> int:
        """How many pages there are; at least one."""
        pages = max(1, -(-self.total // self.size))
        return min(pages, self.cap) if self.cap else pages

    @property
    def first(self) -> int:
        """Number of the first thing shown, 0 when there is none."""
        return self.start + 1 if self.total and self.number <= self.count else 0

    @property
    def last(self) -> int:
        """Number of the last thing shown."""
        return min(self.number * self.size, self.total) if self.first else 0

    @property
    def previous(self) -> int | None:
        return min(self.number - 1, self.count) if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.count else None


def page_number(typed: str) -> int:
    """The number of a page as an address names it; 1 where it names none."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _LONGEST else 1

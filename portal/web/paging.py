"""Pages of a list: which one this is, what it shows, and which are beside it."""

from __future__ import annotations

from dataclasses import dataclass

SIZE = 20


@dataclass(frozen=True, slots=True)
class Pages:
    """Page ``number`` (from 1) of ``total`` things, ``size`` a page; ``last_page`` caps how far one may go."""

    number: int
    total: int
    size: int = SIZE
    cap: int | None = None

    @property
    def count(self) -> int:
        """How many pages there are; at least one."""
        pages = max(1, -(-self.total // self.size))
        return min(pages, self.cap) if self.cap else pages

    @property
    def first(self) -> int:
        """Number of the first thing shown, 0 when there is none."""
        return (self.number - 1) * self.size + 1 if self.total and self.number <= self.count else 0

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

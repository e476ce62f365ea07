"""What is chosen and what is left out among the values of one field, some of which lie inside others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .lens import TicketFilter
from .status import TYPES

#: A status lies in its type.
TYPE_OF: Mapping[str, str] = {status.value: type.value for status, type in TYPES.items()}


@dataclass(frozen=True, slots=True)
class Choice:
    """One field of a filter; ``parents``: value -> the value that it lies in, where it lies in one."""

    filter: TicketFilter
    field: str
    parents: Mapping[str, str]
    chosen: tuple[str, ...]
    excluded: tuple[str, ...]

    @classmethod
    def of(cls, filter: TicketFilter, field: str, parents: Mapping[str, str]) -> Choice:
        return cls(filter, field, parents, getattr(filter, field), filter.excluded_from(field))

    def adding(self, value: str) -> Choice:
        """With one more value, in the place of what lies in it and of what it lies in.

        Of what is excluded only that is kept which lies inside a chosen value: the rest excludes nothing any more.
        """
        kept = tuple(v for v in self.chosen if v != value and not self._related(v, value))
        chosen = (*kept, value)
        return self._of(chosen, tuple(e for e in self.excluded if self._inside(e, chosen)))

    def dropping(self, value: str) -> Choice:
        """Without a value that is chosen."""
        return self._of(tuple(v for v in self.chosen if v != value), self.excluded)

    def number(self, counts: Mapping[str, int]) -> int:
        """How many tickets have a chosen value and none that is excluded; ``counts``: value -> tickets, whatever is
        chosen. Each ticket has one value, and lies in all around that."""
        return sum(self.own_number(value, counts) for value in self.chosen if not self._inside(value, self.chosen))

    def own_number(self, value: str, counts: Mapping[str, int]) -> int:
        """As ``number``, of one value alone."""
        if not self.excluded:
            return counts.get(value, 0)
        if value in self.excluded or self._inside(value, self.excluded):
            return 0
        inside = (e for e in self.excluded if value in self._around(e) and not self._inside(e, self.excluded))
        return counts.get(value, 0) - sum(counts.get(e, 0) for e in inside)

    @property
    def asks(self) -> TicketFilter:
        """The filter with this choice, on page 1."""
        return self.filter.choosing(self.field, self.chosen, self.excluded)

    def _of(self, chosen: tuple[str, ...], excluded: tuple[str, ...]) -> Choice:
        return Choice(self.filter, self.field, self.parents, chosen, excluded)

    def _related(self, one: str, other: str) -> bool:
        return one in self._around(other) or other in self._around(one)

    def _inside(self, value: str, others: tuple[str, ...]) -> bool:
        return bool(others) and not self._around(value).isdisjoint(others)

    def _around(self, value: str) -> frozenset[str]:
        """All that a value lies in; a ring of parents ends where it closes."""
        return frozenset(self._chain(value)) - {value}

    def _chain(self, value: str) -> Iterator[str]:
        seen = {value}
        while (value := self.parents.get(value, "")) and value not in seen:
            seen.add(value)
            yield value

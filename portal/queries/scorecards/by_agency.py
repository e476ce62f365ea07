"""Columns in order of agency and time, cut by period for one agency at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ...domain.survival import Whole
from .groups import Periods, split

Computed = TypeVar("Computed")


@dataclass(frozen=True, slots=True)
class AgencyRows:
    """One agency's rows in order of time; ``others``: the columns beside it."""

    times: Whole
    others: tuple[Whole, ...]

    def each(self, periods: Periods, compute: Callable[..., Computed]) -> list[Computed]:
        """What ``compute`` makes of (time, others) in each period; once for periods of the same rows."""
        parts = [(part.start, part.stop) for part in periods.cut(self.times)]
        computed = {(a, b): compute(self.times[a:b], *(column[a:b] for column in self.others)) for a, b in set(parts)}
        return [computed[part] for part in parts]


class ByAgency:
    """Columns (agency, time, others) in order of agency and time, to be taken for one agency at a time."""

    def __init__(self, columns: Sequence[Whole]) -> None:
        order, self._places = split(columns[0], columns[1])
        self._times, self._others = columns[1][order], [column[order] for column in columns[2:]]

    def of(self, agency: int) -> AgencyRows:
        place = self._places.get(agency, slice(0, 0))
        return AgencyRows(self._times[place], tuple(column[place] for column in self._others))

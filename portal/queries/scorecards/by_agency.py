"""Columns in order of agency and time, cut by period for one agency at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from ...domain.survival import Whole
from .groups import Periods, split

Computed = TypeVar("Computed")


class ByAgency:
    """Columns (agency, time, others) in order of agency and time, cut by period for one agency at a time."""

    def __init__(self, columns: Sequence[Whole]) -> None:
        order, self._places = split(columns[0], columns[1])
        self._times, self._others = columns[1][order], [column[order] for column in columns[2:]]

    def each(self, agency: int, periods: Periods, compute: Callable[..., Computed]) -> list[Computed]:
        """What ``compute`` makes of an agency's (time, others) in each period; once for periods of the same rows."""
        place = self._places.get(agency, slice(0, 0))
        times, others = self._times[place], [column[place] for column in self._others]
        parts = [(part.start, part.stop) for part in periods.cut(times)]
        computed = {(a, b): compute(times[a:b], *(column[a:b] for column in others)) for a, b in set(parts)}
        return [computed[part] for part in parts]

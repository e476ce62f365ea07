"""Columns in order of agency and time, cut by period for one agency at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from ...domain.column_table import narrowed, taken, widened
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
    """Rows of (agency, time, others) in order of agency and time, to be taken for one agency at a time."""

    def __init__(self, rows: npt.NDArray[Any]) -> None:
        """``rows``: a column each; narrow or not (domain.column_table)."""
        order, places = split(rows[:, 0], rows[:, 1])
        agencies = widened(np.array([*places], dtype=rows.dtype)).tolist()
        self._places = dict(zip(agencies, places.values(), strict=True))
        self._rows = rows[:, 1:].take(order, axis=0)

    def of(self, agency: int) -> AgencyRows:
        times, *others = taken(self._rows, self._places.get(agency, slice(0, 0))).T
        return AgencyRows(times, tuple(others))


def narrow_rows(*columns: Whole) -> npt.NDArray[Any]:
    """Rows for ByAgency, in half the memory where their numbers allow it."""
    return narrowed(np.stack(columns, axis=1))

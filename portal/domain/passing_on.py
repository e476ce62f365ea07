"""Which agency passed reports on to which, and for how long it had had them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor, sqrt

import numpy as np

from .column_table import ColumnTable, NumberColumn
from .figure import Z95, Figure, Why, nothing
from .survival import Flags, Whole, distinct, middle
from .time_in_hand import CustodyColumns


class PassingOn(ColumnTable[np.int64]):
    """One row each time that a responsible agency passed a ticket on to another. ``held``: for how many seconds the
    ``giver`` had had it by then, since it received it this time."""

    __slots__ = ()
    ticket = NumberColumn[np.int64]()
    giver = NumberColumn[np.int64]()
    taker = NumberColumn[np.int64]()
    held = NumberColumn[np.int64]()


def passing_on(custody: CustodyColumns, until: Whole) -> PassingOn:
    """Every passing-on as far as it is known; ``until``: of each ticket. Custody in order of ticket and time.

    While another was asked, or somebody checked, the giver did not have the ticket: that time is not in ``held``.
    """
    of = custody.take(custody.responsible & (custody.start <= until[custody.ticket]))
    if not len(of.ticket):
        none = np.empty(0, dtype=np.int64)
        return PassingOn(ticket=none, giver=none, taker=none, held=none)
    lengths = np.minimum(of.end, until[of.ticket]) - of.start
    begins: Flags = np.ones(len(of.ticket), dtype=np.bool_)
    begins[1:] = (of.ticket[1:] != of.ticket[:-1]) | (of.agency[1:] != of.agency[:-1])
    first = np.flatnonzero(begins)
    held, ticket, agency = np.add.reduceat(lengths, first), of.ticket[first], of.agency[first]
    passed = np.flatnonzero(ticket[1:] == ticket[:-1])
    return PassingOn(ticket=ticket[passed], giver=agency[passed], taker=agency[passed + 1], held=held[passed])


@dataclass(frozen=True, slots=True)
class PassedWith:
    """The reports passed on to, or by, one other agency: how many, and the median seconds before the passing-on."""

    agency: int
    held: Figure

    @property
    def n(self) -> int:
        return self.held.n


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOn:
    """What one agency passed on, or was given. ``late``: how many were passed on after the hand-over limit;
    ``others``: by the other agency, most reports first."""

    held: Figure
    late: int
    others: tuple[PassedWith, ...]

    @property
    def n(self) -> int:
        return self.held.n


def passed_on(other: Whole, held: Whole, limit: int) -> PassedOn:
    """The figures of one agency's passings-on; ``limit``: seconds within which passing on is nobody's failure."""
    parts = [PassedWith(agency, _median(of)) for agency, of in _by(other, held)]
    return PassedOn(
        held=_median(held),
        late=int(np.count_nonzero(held > limit)),
        others=tuple(sorted(parts, key=lambda part: (-part.n, part.agency))),
    )


def _median(held: Whole) -> Figure:
    """Nothing is censored: who has passed a ticket on has it no longer. So the ends of the 95 % interval are two of the
    values in order (Conover 1999); of few there is none that holds the median so surely."""
    n = len(held)
    if not n:
        return nothing(Why.EMPTY, 0)
    ordered, half = np.sort(held), Z95 * sqrt(n) / 2
    low, high = floor(n / 2 - half), ceil(n / 2 + half)
    if low < 1 or high >= n:
        return Figure(middle(held), None, None, n)
    return Figure(middle(held), float(ordered[low - 1]), float(ordered[high]), n)


def _by(keys: Whole, values: Whole) -> Iterator[tuple[int, Whole]]:
    order = np.argsort(keys, kind="stable")
    found, counts = distinct(keys[order])
    ends = np.cumsum(counts).tolist()
    for key, start, end in zip(found.tolist(), [0, *ends], ends, strict=False):
        yield key, values[order[start:end]]

"""Splits the columns of all tickets into groups and periods; a group's tickets are copied when they are asked for, so
that no two groups are in memory at once, and one that nobody looks at never is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from ...domain.cohort import Cohort
from ...domain.column_table import NEVER
from ...domain.period import Period
from ...domain.period_scorecard import MonthFlow
from ...domain.survival import Whole, distinct
from .columns import Tickets

#: The moment to look from at tickets whose ``until`` says already up to when they are known.
AS_KNOWN = NEVER
#: The scope of the groups that are never stored.
CROSSED = "agency/area/category"
_NONE: Whole = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class CitizensTickets:
    """The tickets that are compared; ``left_out``: when the city reported the others to itself; both in order of
    time."""

    cohort: Cohort
    left_out: Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardGroup:
    """One group of tickets with its keys in the table of scorecards. ``rows``: which tickets ``of`` the cohort, in
    order of time."""

    cell: str
    scope: str
    of: GroupedCohort
    rows: Whole
    agency: int | None = None
    category: int | None = None
    area: int | None = None

    @property
    def came_in(self) -> Whole:
        """When all of them did."""
        return self.of.submitted[self.rows]

    def citizens(self) -> CitizensTickets:
        """A copy of those that are compared."""
        compared = self.of.compared[self.rows]
        return CitizensTickets(self.of.cohort.take(self.rows[compared]), self.came_in[~compared])


class HadInHand(Protocol):
    """(agency, category) of all that any agency had in hand; (agency, area) of those areas of the highest level where
    it had enough to be judged."""

    @property
    def categories(self) -> Collection[tuple[int, int]]: ...

    @property
    def areas(self) -> Collection[tuple[int, int]]: ...


class Periods:
    """Periods as seconds, to cut sorted columns by all of them at once."""

    def __init__(self, periods: Sequence[Period]) -> None:
        self.periods = tuple(periods)
        self._since = np.array([_seconds(p.since, -NEVER) for p in periods], dtype=np.int64)
        self._until = np.array([_seconds(p.until, NEVER) for p in periods], dtype=np.int64)

    @property
    def edges(self) -> list[tuple[int, int]]:
        """The first second of each, and the first after it."""
        return list(zip(self._since.tolist(), self._until.tolist(), strict=True))

    def holding(self, times: Whole) -> Periods:
        """The periods that hold any moment of a sorted column."""
        return Periods([p for p, part in zip(self.periods, self.cut(times), strict=True) if part.start < part.stop])

    def cut(self, times: Whole) -> list[slice]:
        """For each period, the slice of a sorted column that lies in it; NEVER lies in none."""
        since, until = times.searchsorted(self._since), times.searchsorted(self._until)
        return [slice(a, b) for a, b in zip(since.tolist(), until.tolist(), strict=True)]


def _seconds(moment: datetime | None, otherwise: int) -> int:
    return otherwise if moment is None else int(moment.timestamp())


def split(keys: Whole, times: Whole) -> tuple[Whole, dict[int, slice]]:
    """An order by key, then time; and the slice of it that holds each key's rows."""
    order = np.argsort(times, kind="stable")
    order = order[np.argsort(_small(keys)[order], kind="stable")]
    found, counts = distinct(keys[order])
    edges = [0, *np.cumsum(counts).tolist()]
    return order, {key: slice(*ends) for key, ends in zip(found.tolist(), pairwise(edges), strict=True)}


def _small(keys: Whole) -> npt.NDArray[Any]:
    """The same in two bytes a number, where they fit: these are sorted by their digits, without comparing any."""
    fit = len(keys) and keys.min() >= 0 and keys.max() < 2**16
    return keys.astype(np.uint16) if fit else keys


def of_agencies(tickets: Tickets, had_in_hand: HadInHand) -> Iterator[ScorecardGroup]:
    """Every agency, every category of one, and every area of one that lies in no other and where it had enough.

    The tickets of an agency are those that it is responsible for. ``had_in_hand``: of whatever any agency had, so that
    one that is responsible for nothing any more has a group too.
    """
    group = GroupedCohort(tickets.cohort)
    own = rows_of(tickets.keys.agency, tickets.cohort.submitted)
    for id in sorted({*own, *(agency for agency, _ in had_in_hand.categories)}):
        yield group(f"agency:{id}", "agency", own.get(id, _NONE), agency=id)
    yield from _categories_of_agencies(tickets, had_in_hand, group)
    yield from _areas_of_agencies(tickets, had_in_hand, group)


def of_nobody(tickets: Tickets) -> Iterator[ScorecardGroup]:
    """The city, every area with those above it, every category, and every category of an area that lies in no other."""
    submitted, group = tickets.cohort.submitted, GroupedCohort(tickets.cohort)
    yield group("city", "city", np.argsort(submitted, kind="stable"))
    rows, areas = with_ancestors(tickets.keys.area, tickets.parents)
    for id, part in rows_of(areas, submitted[rows]).items():
        yield group(f"area:{id}", "area", rows[part], area=id)
    for id, there in rows_of(tickets.keys.category, submitted).items():
        if id:
            yield group(f"category:{id}", "category", there, category=id)
    yield from _categories_of_areas(tickets, group)


def crossed(tickets: Tickets, had_in_hand: HadInHand, area: int, category: int) -> Iterator[ScorecardGroup]:
    """Every agency's tickets of one category in one area that lies in no other. They are computed when they are asked
    for: kept up by the worker, there would be more of these groups than of all others."""
    there = (tickets.keys.largest == area) & (tickets.keys.category == category)
    cohort = tickets.cohort.take(there)
    own, group = rows_of(tickets.keys.agency[there], cohort.submitted), GroupedCohort(cohort)
    for agency in sorted({*own, *(agency for agency, of in had_in_hand.categories if of == category)}):
        cell = f"agency:{agency}/area:{area}/category:{category}"
        yield group(cell, CROSSED, own.get(agency, _NONE), agency=agency, category=category, area=area)


class GroupedCohort:
    """Makes groups of the rows of a cohort."""

    def __init__(self, cohort: Cohort) -> None:
        self.cohort, self.submitted, self.compared = cohort, cohort.submitted, cohort.by_citizens

    def __call__(self, cell: str, scope: str, rows: Whole, **keys: int) -> ScorecardGroup:
        """``rows``: in order of time."""
        return ScorecardGroup(cell=cell, scope=scope, of=self, rows=rows, **keys)


def _categories_of_agencies(tickets: Tickets, had_in_hand: HadInHand, group: GroupedCohort) -> Iterator[ScorecardGroup]:
    own = _pairs(tickets, tickets.keys.agency, tickets.keys.category)
    for agency, category in sorted({*own, *had_in_hand.categories}):
        if category:
            cell, part = f"agency:{agency}/category:{category}", own.get((agency, category), _NONE)
            yield group(cell, "agency/category", part, agency=agency, category=category)


def _areas_of_agencies(tickets: Tickets, had_in_hand: HadInHand, group: GroupedCohort) -> Iterator[ScorecardGroup]:
    own = _pairs(tickets, tickets.keys.agency, tickets.keys.largest)
    for agency, area in sorted(had_in_hand.areas):
        if area:
            cell, part = f"agency:{agency}/area:{area}", own.get((agency, area), _NONE)
            yield group(cell, "agency/area", part, agency=agency, area=area)


def _categories_of_areas(tickets: Tickets, group: GroupedCohort) -> Iterator[ScorecardGroup]:
    """Of the largest areas only: smaller ones have too few tickets of one category to be told apart."""
    for (area, category), rows in _pairs(tickets, tickets.keys.largest, tickets.keys.category).items():
        if area and category:
            yield group(f"area:{area}/category:{category}", "area/category", rows, area=area, category=category)


def _pairs(tickets: Tickets, first: Whole, second: Whole) -> dict[tuple[int, int], Whole]:
    """The rows of each pair, in order of time."""
    step = int(second.max(initial=0)) + 1
    return {divmod(key, step): rows for key, rows in rows_of(first * step + second, tickets.cohort.submitted).items()}


def rows_of(keys: Whole, times: Whole) -> dict[int, Whole]:
    """The rows of each key, in order of time."""
    order, places = split(keys, times)
    return {key: order[place] for key, place in places.items()}


def with_ancestors(areas: Whole, parents: Mapping[int, int | None]) -> tuple[Whole, Whole]:
    """(row, area) pairs: each row with its area and every area above it; a row without an area is left out."""
    lookup = np.zeros(max([0, *parents]) + 1, dtype=np.int64)
    for id, parent in parents.items():
        lookup[id] = parent or 0
    rows: list[Whole] = []
    found: list[Whole] = []
    row, area = np.flatnonzero(areas), areas[areas > 0]
    for _ in range(len(parents)):  # a ring of parents cannot make it endless
        if not len(row):
            break
        rows.append(row)
        found.append(area)
        above = lookup[area]
        row, area = row[above > 0], above[above > 0]
    return _joined(rows), _joined(found)


def _joined(parts: Sequence[Whole]) -> Whole:
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)


def monthly_flow(
    submitted: Whole, resolved: Whole, months: Periods, otherwise: Whole | None = None
) -> tuple[MonthFlow, ...]:
    """Received (all, whatever became of them), resolved, and what left ``otherwise``, by month, from the first to the
    last with any of them; the columns are in order of time."""
    came, done = months.cut(submitted), months.cut(resolved)
    rest = [None] * len(came) if otherwise is None else [part.stop - part.start for part in months.cut(otherwise)]
    found = [
        MonthFlow(period.key, a.stop - a.start, b.stop - b.start, left)
        for period, a, b, left in zip(months.periods, came, done, rest, strict=True)
    ]
    busy = [place for place, month in enumerate(found) if month.received or month.resolved or month.otherwise]
    return tuple(found[busy[0] : busy[-1] + 1]) if busy else ()

"""Splits the columns of all tickets into groups and periods; a group's rows are copied when its turn comes, so that no
two groups of a kind are in memory at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Protocol

import numpy as np

from ...domain.cohort import NEVER, Cohort
from ...domain.period import Period
from ...domain.period_scorecard import MonthFlow
from ...domain.survival import Whole
from .columns import Tickets

#: The moment to look from at tickets whose ``until`` says already up to when they are known.
AS_KNOWN = NEVER
#: The scope of the groups that are never stored.
CROSSED = "agency/area/category"
_NONE: Whole = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardGroup:
    """One group of tickets, sorted by submission, with its keys in the table of scorecards."""

    cell: str
    scope: str
    cohort: Cohort
    agency: int | None = None
    category: int | None = None
    area: int | None = None


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
    order = np.lexsort((times, keys))
    found, starts = np.unique(keys[order], return_index=True)
    edges = [*starts.tolist(), len(order)]
    return order, {key: slice(*ends) for key, ends in zip(found.tolist(), pairwise(edges), strict=True)}


def groups(tickets: Tickets, had_in_hand: HadInHand) -> Iterator[ScorecardGroup]:
    """The city, every agency, every area with those above it, every category, every category of an agency and of an
    area that lies in no other, and every such area of an agency that had enough there.

    The tickets of an agency are those that it is responsible for. ``had_in_hand``: of whatever any agency had, so that
    one that is responsible for nothing any more has a group too.
    """
    cohort, submitted = tickets.cohort, tickets.cohort.submitted
    yield ScorecardGroup(cell="city", scope="city", cohort=cohort.take(np.argsort(submitted, kind="stable")))
    own = rows_of(tickets.agency, submitted)
    for id in sorted({*own, *(agency for agency, _ in had_in_hand.categories)}):
        yield ScorecardGroup(cell=f"agency:{id}", scope="agency", cohort=cohort.take(own.get(id, _NONE)), agency=id)
    rows, areas = with_ancestors(tickets.area, tickets.parents)
    for id, part in rows_of(areas, submitted[rows]).items():
        yield ScorecardGroup(cell=f"area:{id}", scope="area", cohort=cohort.take(rows[part]), area=id)
    for id, there in parts(cohort, tickets.category):
        if id:
            yield ScorecardGroup(cell=f"category:{id}", scope="category", cohort=there, category=id)
    yield from _categories_of_agencies(tickets, had_in_hand)
    yield from _areas_of_agencies(tickets, had_in_hand)
    yield from _categories_of_areas(tickets)


def crossed(tickets: Tickets, had_in_hand: HadInHand, area: int, category: int) -> Iterator[ScorecardGroup]:
    """Every agency's tickets of one category in one area that lies in no other. They are computed when they are asked
    for: kept up by the worker, there would be more of these groups than of all others."""
    there = (tickets.largest == area) & (tickets.category == category)
    own = dict(parts(tickets.cohort.take(there), tickets.agency[there]))
    none = tickets.cohort.take(slice(0, 0))
    for agency in sorted({*own, *(agency for agency, of in had_in_hand.categories if of == category)}):
        cell, part = f"agency:{agency}/area:{area}/category:{category}", own.get(agency, none)
        yield ScorecardGroup(cell=cell, scope=CROSSED, cohort=part, agency=agency, category=category, area=area)


def _categories_of_agencies(tickets: Tickets, had_in_hand: HadInHand) -> Iterator[ScorecardGroup]:
    own = _pairs(tickets, tickets.agency, tickets.category)
    for agency, category in sorted({*own, *had_in_hand.categories}):
        if category:
            part = tickets.cohort.take(own.get((agency, category), _NONE))
            cell = f"agency:{agency}/category:{category}"
            yield ScorecardGroup(cell=cell, scope="agency/category", cohort=part, agency=agency, category=category)


def _areas_of_agencies(tickets: Tickets, had_in_hand: HadInHand) -> Iterator[ScorecardGroup]:
    own = _pairs(tickets, tickets.agency, tickets.largest)
    for agency, area in sorted(had_in_hand.areas):
        if area:
            cell, part = f"agency:{agency}/area:{area}", tickets.cohort.take(own.get((agency, area), _NONE))
            yield ScorecardGroup(cell=cell, scope="agency/area", cohort=part, agency=agency, area=area)


def _categories_of_areas(tickets: Tickets) -> Iterator[ScorecardGroup]:
    """Of the largest areas only: smaller ones have too few tickets of one category to be told apart."""
    for (area, category), rows in _pairs(tickets, tickets.largest, tickets.category).items():
        if area and category:
            cell, part = f"area:{area}/category:{category}", tickets.cohort.take(rows)
            yield ScorecardGroup(cell=cell, scope="area/category", cohort=part, area=area, category=category)


def _pairs(tickets: Tickets, first: Whole, second: Whole) -> dict[tuple[int, int], Whole]:
    """The rows of each pair, in order of time."""
    step = int(second.max(initial=0)) + 1
    return {divmod(key, step): rows for key, rows in rows_of(first * step + second, tickets.cohort.submitted).items()}


def parts(cohort: Cohort, keys: Whole) -> Iterator[tuple[int, Cohort]]:
    """The cohort of each key (one for each row), in order of time."""
    for key, rows in rows_of(keys, cohort.submitted).items():
        yield key, cohort.take(rows)


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


@dataclass(frozen=True, slots=True)
class CitizensTickets:
    """The tickets that are compared; ``left_out``: when the city reported the others to itself; both in order of
    time."""

    cohort: Cohort
    left_out: Whole


def citizens_tickets(cohort: Cohort, as_of: int) -> CitizensTickets:
    compared = cohort.by_citizens
    if compared.all():
        return CitizensTickets(cohort, cohort.submitted[:0])
    own = cohort.submitted[~compared]
    return CitizensTickets(cohort.take(compared), own[own <= as_of])


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

"""What the list of agencies is asked for: read from an address, against what there are figures of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ...domain.period import Period
from ..past.cell import CITY
from ..scorecards.group_figures import GroupFigures
from ..scorecards.groups import CROSSED
from ..scorecards.periods import PublishedPeriods
from ..tickets.names import Names


class SortKey(StrEnum):
    """The columns that the list can be in order of; the value stands in addresses, with - before it from the end."""

    MEDIAN = "median"
    ON_TIME = "on-time"
    OPEN = "open"
    REPORTS = "reports"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class ListOrder:
    """Smallest first, unless ``descending``."""

    by: SortKey = SortKey.MEDIAN
    descending: bool = False

    @property
    def value(self) -> str:
        """How it stands in an address."""
        return f"-{self.by}" if self.descending else self.by.value


#: The slowest first: the page asks who makes citizens wait.
USUAL = ListOrder(descending=True)
NAMES = ("period", "category", "area", "sort")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFilter:
    """``category``: a slug, ``area``: a code, '' for all."""

    period: Period
    category: str = ""
    area: str = ""
    order: ListOrder = USUAL

    @property
    def scope(self) -> str:
        """That of the figures of agencies; those of a category in an area are not stored."""
        if self.category and self.area:
            return CROSSED
        return "agency/category" if self.category else "agency/area" if self.area else "agency"

    @property
    def whole(self) -> str:
        """The scope of all its tickets together, whoever has them."""
        if self.category and self.area:
            return "area/category"
        return "category" if self.category else "area" if self.area else "city"

    @property
    def usual(self) -> bool:
        """Whether no order was chosen."""
        return self.order == USUAL

    def pairs(self) -> dict[str, str]:
        """How it stands in an address."""
        order = "" if self.usual else self.order.value
        values = (self.period.key, self.category, self.area, order)
        return {name: value for name, value in zip(NAMES, values, strict=True) if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedList:
    """``unread``: names whose value says nothing here; ``coarser``: names that ask for something smaller than there are
    figures of, in whose place stands the next larger.
    ``published``: the periods to choose from."""

    filter: ListFilter
    unread: tuple[str, ...]
    coarser: tuple[str, ...]
    published: PublishedPeriods

    @property
    def left_out(self) -> tuple[str, ...]:
        """All names that were not taken as they were asked."""
        return (*self.unread, *self.coarser)


def read_list_filter(figures: GroupFigures, asked: Mapping[str, Sequence[str]], names: Names) -> AskedList:
    """The filter of an address; ``asked``: all values of each name in it."""
    unread = [name for name in NAMES if len(set(asked.get(name, ()))) > 1]
    given = {name: (asked.get(name) or [""])[0] if name not in unread else "" for name in NAMES}
    found = {kind: names.present_key(kind, given[kind]) for kind in ("category", "area")}
    for kind, key in found.items():
        if key and key not in names.of(kind):
            unread.append(kind)
            found[kind] = ""
    order = _order(given["sort"])
    if order is None:
        unread.append("sort")
    area = _largest(found["area"], names)
    coarser = ["area"] if area != found["area"] else []
    wanted = ListFilter(period=figures.published.usual, category=found["category"], area=area, order=order or USUAL)
    there = figures.periods(wanted.whole if wanted.scope == CROSSED else wanted.scope)
    period = there.find(given["period"])
    year = there.year_of(given["period"]) if period is None and figures.published.find(given["period"]) else None
    if year:
        coarser.append("period")
    elif period is None:
        unread.append("period")
    return AskedList(
        filter=replace(wanted, period=period or year or there.usual),
        unread=tuple(unread),
        coarser=tuple(coarser),
        published=there,
    )


def asks_for_both(asked: Mapping[str, Sequence[str]], names: Names) -> bool:
    """Whether a category and an area are asked for, both of which there are: figures of both at once are not stored."""
    keys = {kind: names.present_key(kind, (asked.get(kind) or [""])[0]) for kind in ("category", "area")}
    return all(len(set(asked.get(kind, ()))) == 1 and key in names.of(kind) for kind, key in keys.items())


def list_cell(asked: Mapping[str, Sequence[str]], names: Names) -> str:
    """The smallest cell (queries.past.cell) that holds all that the list of an address is computed from."""
    for kind in ("category", "area"):
        key = names.present_key(kind, (asked.get(kind) or [""])[0])
        key = _largest(key, names) if kind == "area" and key in names.area else key
        if len(set(asked.get(kind, ()))) == 1 and key in names.of(kind):
            return f"{kind}:{names.of(kind)[key].id}"
    return CITY


def _order(given: str) -> ListOrder | None:
    key = given.removeprefix("-")
    if key in set(SortKey):
        return ListOrder(SortKey(key), given.startswith("-"))
    return None if given else USUAL


def _largest(code: str, names: Names) -> str:
    """The area of the highest level that the one with this code lies in."""
    around = names.around(names.area[code]) if code else ()
    return around[0].key if around else code

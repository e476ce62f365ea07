"""One filter that means the same for list, map, figures, feeds and files, and its address (read by lens_address)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from operator import attrgetter

from . import turn
from .turn import Turn


class Sort(StrEnum):
    """How a list is ordered; every order ends with the ticket's id."""

    BEST = "best"  # how well the words match; newest without words
    NEWEST = "newest"
    OLDEST = "oldest"
    WAITING = "waiting"  # open tickets, longest waiting first


PAGE_SIZE = 20
MAX_PAGE = 500
MAX_Q = 400
MAX_VALUES = 200
#: Before a value in an address: not this one. (No slug and no code begins so.)
NOT = "-"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in WGS84 degrees; west < east, south < north. Half-open: >= west/south, < east/north."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketFilter:
    """What to look at. Values within one field are ORed, fields are ANDed; a ticket with a value of ``excluded``, pairs
    of a field and a value, is not looked at.

    ``agency``, ``category``, ``channel`` hold slugs (``channel=city`` in an address: all of the city's own), ``area``
    holds codes of any level, ``status`` holds the codes of statuses or types (open, resolved, closed). ``since`` and
    ``until`` are whole days in the city's zone, both inclusive, of the submission. ``overdue``: open and past its due
    date. ``asked``: slugs of agencies that another agency has ever asked for help with it.
    """

    q: str = ""
    agency: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    excluded: tuple[tuple[str, str], ...] = ()
    since: date | None = None
    until: date | None = None
    overdue: bool = False
    bbox: Box | None = None
    sort: Sort = Sort.BEST
    page: int = 1
    turn: Turn | None = None

    @property
    def narrowed(self) -> bool:
        """Whether anything but order and page is asked."""
        return self.but(sort=Sort.BEST) != TicketFilter()

    def with_value(self, name: str, value: str) -> TicketFilter:
        """The same filter with one more value in a multi-valued field, on page 1."""
        values: tuple[str, ...] = getattr(self, name)
        return self.but(**{name: values if value in values else (*values, value)})

    def without(self, name: str, value: str | None = None) -> TicketFilter:
        """The same filter with a field (or one value of it, written as in an address) dropped, on page 1."""
        if value is None:
            excluded = tuple(pair for pair in self.excluded if pair[0] != name)
            return self.but(**{name: getattr(_EMPTY, name)}, excluded=excluded)
        kept = tuple(v for v in getattr(self, name) if v != value)
        return self.but(
            **{name: kept}, excluded=tuple(pair for pair in self.excluded if (pair[0], NOT + pair[1]) != (name, value))
        )

    def choosing(self, name: str, chosen: tuple[str, ...], excluded: tuple[str, ...] = ()) -> TicketFilter:
        """The same filter with these values of a field and no others, on page 1."""
        if not self.excluded and not excluded:
            return self.but(**{name: chosen})
        others = [pair for pair in self.excluded if pair[0] != name]
        return self.but(**{name: chosen}, excluded=_in_order([*others, *((name, value) for value in excluded)]))

    def excluded_from(self, name: str) -> tuple[str, ...]:
        """The excluded values of a field."""
        return tuple(value for field, value in self.excluded if field == name)

    def asks(self, name: str) -> bool:
        """Whether a field narrows."""
        return bool(getattr(self, name)) or any(field == name for field, _ in self.excluded)

    def written(self, name: str) -> tuple[str, ...]:
        """The values of a field as they stand in an address."""
        values: tuple[str, ...] = getattr(self, name)
        return (*values, *(NOT + value for value in self.excluded_from(name))) if self.excluded else values

    def but(self, **changes: object) -> TicketFilter:
        """The same filter with other values in some fields, on page 1 unless that is one of them."""
        same = zip(_FIELDS, _VALUES(self), strict=True)  # a list links to some hundred: replace() takes twice as long
        return TicketFilter(**{**dict(same), "page": 1, "turn": None, **changes})

    def ordered(self, sort: str) -> TicketFilter:
        """The same filter in another order, from its first page."""
        return self.but(sort=Sort(sort))

    @property
    def words_only(self) -> TicketFilter:
        """The same words in the same order, with nothing else to narrow them."""
        return TicketFilter(q=self.q, sort=self.sort)

    @property
    def faceted(self) -> bool:
        """Whether anything beside the words narrows."""
        return replace(self, q="").narrowed

    def pairs(self) -> list[tuple[str, str]]:
        """The query string that means this filter, as name-value pairs; defaults are left out."""
        return list(_pairs(self))


_FIELDS = tuple(field.name for field in fields(TicketFilter))
_VALUES = attrgetter(*_FIELDS)
_EMPTY = TicketFilter()
MULTI = ("agency", "status", "category", "area", "channel", "asked")
#: Every name that a filter has in an address.
NAMES = ("q", *MULTI, "from", "to", "overdue", "bbox", "sort", "page", turn.NAME)


def _pairs(filter: TicketFilter) -> Iterator[tuple[str, str]]:
    if filter.q:
        yield "q", filter.q
    for name in MULTI:
        for value in filter.written(name):
            yield name, value
    if filter.since:
        yield "from", filter.since.isoformat()
    if filter.until:
        yield "to", filter.until.isoformat()
    if filter.overdue:
        yield "overdue", "1"
    if filter.bbox:
        box = filter.bbox
        yield "bbox", ",".join(_degrees(v) for v in (box.west, box.south, box.east, box.north))
    if filter.sort is not Sort.BEST:
        yield "sort", filter.sort.value
    if filter.page > 1:
        yield "page", str(filter.page)
    if filter.turn:
        yield turn.NAME, str(filter.turn)


def _degrees(value: float) -> str:
    """Five decimals, about a metre, without zeros at the end."""
    return f"{value:.5f}".rstrip("0").rstrip(".")


def _in_order(pairs: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Excluded pairs in the order of an address's fields."""
    return tuple(sorted(pairs, key=lambda pair: MULTI.index(pair[0])))

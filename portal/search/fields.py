"""Fields of the query language: ``name:value`` as a query on the facts of tickets, with names as people write them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from whoosh.query import NumericRange, Or, Prefix, Query, Term

from ..domain.city import City
from ..domain.record import slug
from ..domain.status import Status, StatusType
from .filter_query import any_of, day_number
from .index_entry import code_key

#: Each field with the names that mean it; the city's language and English.
NAMES: dict[str, tuple[str, ...]] = {
    "agency": ("instansi", "dinas", "opd"),
    "status": (),
    "category": ("kategori",),
    "area": ("wilayah", "kelurahan", "kecamatan"),
    "code": ("kode", "tiket", "ticket"),
    "channel": ("saluran", "kanal"),
    "received": ("masuk", "diterima", "tanggal"),
    "days": ("hari", "lama"),
    "ever": ("pernah",),
    "holder": ("pemegang", "tangan"),
}
FIELDS: dict[str, str] = {alias: name for name, aliases in NAMES.items() for alias in (name, *aliases)}

#: Statuses and types as people may name them.
STATUSES: dict[str, str] = {
    **{s.value: s.value for s in Status},
    **{t.value: t.value for t in StatusType},
    "terbuka": "open",
    "buka": "open",
    "berjalan": "open",
    "teratasi": "resolved",
    "tertutup": "closed",
    "waiting": "menunggu",
    "coordination": "koordinasi",
    "instructed": "disposisi",
    "progress": "proses",
    "in-progress": "proses",
    "menunggu-validasi": "validasi",
    "validation": "validasi",
    "done": "selesai",
    "rejected": "ditolak",
    "duplicate": "duplikat",
}
_TYPES = frozenset(t.value for t in StatusType)
_MOST_NAMES = 50  # of agencies, categories or areas that one written name may mean
_DAY = 86_400
_LAST_DAY = date.max.toordinal()
_RANGE = re.compile(r"(?P<op>>=|<=|>|<|=)?(?P<low>[^.<>=]*)(?P<dots>\.{2,3})?(?P<high>[^.<>=]*)")
_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?")
_LOCAL = re.compile(r"(?:(\d{1,2})[-/])?(\d{1,2})[-/](\d{4})")


Problem = Literal["unknown_value", "bad_date", "bad_number"]


@dataclass(frozen=True, slots=True)
class FactField:
    """A field as it was read: ``values`` are slugs, codes, statuses, or the two ends of a range ('' is open).

    ``problem`` says why the value was not understood; None if it was.
    """

    query: Query | None
    values: tuple[str, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True)
class Facts:
    """Reads the fields for one city at one time."""

    city: City
    now: datetime

    def read(self, field: str, text: str, *, prefix: bool = False) -> FactField:
        """One value of a field; ``prefix``: everything that begins with it."""
        return _READERS[field](self, text.strip(), prefix)

    def status(self, text: str, prefix: bool) -> FactField:
        value = STATUSES.get(slug(text))
        if value is None:
            return _unknown("status", slug(text))
        return FactField(Term("type" if value in _TYPES else "status", value), (value,))

    def ever(self, text: str, prefix: bool) -> FactField:
        value = STATUSES.get(slug(text))
        if value is None or value in _TYPES:
            return _unknown("ever", slug(text))
        return FactField(Term("ever", value), (value,))

    def code(self, text: str, prefix: bool) -> FactField:
        key = code_key(text)
        if prefix:
            return FactField(Prefix("code", key), (key + "*",))
        return FactField(by_code(text, self.city), (key,))

    def agency(self, text: str, prefix: bool) -> FactField:
        return self._named("agency", text, prefix, self._agencies)

    def holder(self, text: str, prefix: bool) -> FactField:
        return self._named("holder", text, prefix, self._agencies)

    def category(self, text: str, prefix: bool) -> FactField:
        return self._named("category", text, prefix, self._categories)

    def channel(self, text: str, prefix: bool) -> FactField:
        return self._named("channel", text, prefix, self._channels)

    def area(self, text: str, prefix: bool) -> FactField:
        if text in self.city.areas or text[:1].isdigit():
            return FactField(Prefix("area", text) if prefix else Term("area", text), (text + "*" * prefix,))
        return self._named("area", text, prefix, self._areas)

    def received(self, text: str, prefix: bool) -> FactField:
        ends = span(text, _day_span)
        if ends is None:
            return FactField(None, (text,), "bad_date")
        low, high = (None if end is None else date.fromordinal(max(1, min(_LAST_DAY, end))) for end in ends)
        query = NumericRange("day", low and day_number(low), high and day_number(high))
        return FactField(query, tuple(day.isoformat() if day else "" for day in (low, high)))

    def days(self, text: str, prefix: bool) -> FactField:
        """Whole days waited: to the end of an ended ticket, until now of an open one."""
        ends = span(text, _number_span)
        if ends is None:
            return FactField(None, (text,), "bad_number")
        low, high = ends
        least = None if low is None else low * _DAY
        most = None if high is None else (high + 1) * _DAY - 1
        now = int(self.now.timestamp())
        since = NumericRange("open_since", most and now - most, None if least is None else now - least)
        query = Or([since, NumericRange("took", least, most)])
        return FactField(query, tuple("" if end is None else str(end) for end in ends))

    def _named(self, field: str, text: str, prefix: bool, names: Mapping[str, list[str]]) -> FactField:
        key = slug(text)
        if prefix:
            return FactField(Prefix(field, key), (key + "*",))
        found = names.get(key) or _containing(names, key)
        if not found:
            return FactField(Term(field, key), (key,), "unknown_value" if names else None)
        return FactField(any_of([Term(field, value) for value in found]), tuple(found))

    @cached_property
    def _agencies(self) -> dict[str, list[str]]:
        return _index((a.slug, (a.slug, a.short, a.name)) for a in self.city.agencies.values())

    @cached_property
    def _categories(self) -> dict[str, list[str]]:
        return _index((c.slug, (c.slug, c.name, c.name_en)) for c in self.city.categories.values())

    @cached_property
    def _channels(self) -> dict[str, list[str]]:
        return _index((c.slug, (c.slug, c.name, c.name_en)) for c in self.city.channels.values())

    @cached_property
    def _areas(self) -> dict[str, list[str]]:
        return _index((a.code, (a.code, a.name)) for a in self.city.areas.values())


_READERS: dict[str, Callable[[Facts, str, bool], FactField]] = {name: getattr(Facts, name) for name in NAMES}


def by_code(text: str, city: City) -> Query:
    """The tickets whose code is this, typed with or without the city's letters, spaces and signs."""
    key = code_key(text)
    with_prefix = city.code_prefix + key
    return Or([Term("code", key), Term("code", with_prefix)]) if key.isdigit() else Term("code", key)


def span(text: str, read: Callable[[str], tuple[int, int] | None]) -> tuple[int | None, int | None] | None:
    """The two ends, both included, of ``2..5``, ``>2``, ``<=5``, ``2..``, ``4``; None when it is none of these."""
    match = _RANGE.fullmatch(text.replace(" ", ""))
    if match is None:
        return None
    op, dots = match["op"], match["dots"]
    low, high = read(match["low"]), read(match["high"])
    if (match["low"] and low is None) or (match["high"] and high is None) or (op and dots):
        return None
    if dots:
        return _ordered(low, high) if low or high else None
    if low is None or high is not None:
        return None
    return {">": (low[1] + 1, None), ">=": (low[0], None), "<": (None, low[0] - 1), "<=": (None, low[1])}.get(
        op or "=", low
    )


def _ordered(low: tuple[int, int] | None, high: tuple[int, int] | None) -> tuple[int | None, int | None]:
    if low and high and low[0] > high[1]:
        low, high = high, low
    return low and low[0], high and high[1]


def _day_span(text: str) -> tuple[int, int] | None:
    """First and last day, as ordinals, of a year, a month or a day."""
    iso, local = _ISO.fullmatch(text), _LOCAL.fullmatch(text)
    if iso:
        year, month, day = (int(part) if part else None for part in iso.groups())
    elif local:
        day, month, year = (int(part) if part else None for part in local.groups())
    else:
        return None
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    last = first if day else _last_day(first, whole_year=month is None)
    return first.toordinal(), last.toordinal()


def _last_day(first: date, *, whole_year: bool) -> date:
    if whole_year:
        return first.replace(month=12, day=31)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _number_span(text: str) -> tuple[int, int] | None:
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        return None
    return int(text), int(text)


def _unknown(field: str, value: str) -> FactField:
    return FactField(Term(field, value), (value,), "unknown_value")


def _index(named: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, list[str]]:
    """Slug of every name -> the values that it names."""
    found: dict[str, list[str]] = {}
    for value, names in named:
        for key in {slug(name) for name in names if name}:
            found.setdefault(key, []).append(value)
    return found


def _containing(names: Mapping[str, list[str]], key: str) -> list[str]:
    """The values with a name in which all these words stand."""
    words = set(key.split("-"))
    found = [value for name, values in names.items() if words <= set(name.split("-")) for value in values]
    return list(dict.fromkeys(found))[:_MOST_NAMES]

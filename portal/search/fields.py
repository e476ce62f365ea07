"""The fields of the query language: ``name:value`` as a query on attributes of tickets, named as people name them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from whoosh.query import Every, Not, NumericRange, Or, Prefix, Query, Term

from ..domain.channel import ChannelKind
from ..domain.city import City
from ..domain.condition import OVERDUE
from ..domain.names import address
from ..domain.source_clock import SourceClocks
from ..domain.status import Status, StatusType
from .clock_query import overdue, waited
from .conditions import BY_NAME, OVERDUE_NAMES, condition_query
from .field_names import WHOLE_CITY, of_city
from .filter_query import any_of, day_number, term
from .index_entry import code_key
from .status_names import STATUSES
from .value_ranges import day_range, number_range

#: Each field with its aliases in Indonesian and English.
ALIASES: dict[str, tuple[str, ...]] = {
    "agency": ("instansi", "dinas", "opd"),
    "status": (),
    "category": ("kategori",),
    "area": ("wilayah",),
    "code": ("kode", "tiket", "ticket"),
    "channel": ("saluran", "kanal"),
    "received": ("masuk", "diterima", "tanggal"),
    "days": ("hari", "lama"),
    "ever": ("pernah",),
    "holder": ("pemegang", "tangan"),
    "asked": ("diminta", "dimintai"),
    "is": ("adalah", "yang"),
    "handoffs": ("pindah", "oper"),
    "text": ("teks",),
    "answer": ("jawaban",),
}
FIELDS: dict[str, str] = {alias: name for name, aliases in ALIASES.items() for alias in (name, *aliases)}

#: Whose reports come through a channel, as people may name it.
KINDS: dict[str, ChannelKind] = {
    "city": ChannelKind.CITY,
    "kota": ChannelKind.CITY,
    "citizen": ChannelKind.CITIZEN,
    "warga": ChannelKind.CITIZEN,
}
#: Each type of statuses with its statuses.
_OF_TYPE = {kind.value: [one.value for one in Status if one.type is kind] for kind in StatusType}
_DAY = 86_400
Problem = Literal["unknown_value", "bad_date", "bad_number"]


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One value of a field. ``names``: the slugs, codes or statuses it means, or the two ends of a range ('' is open).

    ``below``: how many agencies below these it means with them. ``problem`` says why the value was not understood, None
    if it was; ``near``: known values with a name near the unknown one.
    """

    query: Query | None
    names: tuple[str, ...] = ()
    problem: Problem | None = None
    below: int = 0
    near: tuple[str, ...] = ()


@lru_cache(maxsize=8)
def _fields(levels: tuple[str, ...]) -> dict[str, str]:
    return {**{level: level for level in levels}, **FIELDS}


def fields_of(city: City) -> dict[str, str]:
    """Every name of a field in a city, its levels of areas among them -> the field, or the level's name."""
    return _fields(tuple(of_city(city).levels))


def is_name(city: City, field: str, text: str) -> bool:
    """Whether a field, or a level of areas, by any of its names has a value that is called so."""
    field = fields_of(city).get(field, "")
    if field == "is" and address(text) in (BY_NAME.keys() | STATUSES.keys() | OVERDUE_NAMES):
        return True
    if field == "ever" and address(text) in BY_NAME:
        return True
    level = "" if field in ALIASES else of_city(city).levels.get(field, "")
    return field != "is" and of_city(city).is_name("area" if level else field, text, level)


@dataclass(frozen=True, slots=True)
class FieldReader:
    """Parses values of fields for one city at one time."""

    city: City
    clocks: SourceClocks

    def parse(self, field: str, text: str, *, prefix: bool = False) -> FieldValue:
        """One value of a field, or of a level of areas; ``prefix``: everything that begins with it."""
        text = text.strip()
        if field == "code":
            return self._code(text, prefix)
        if field == "received":
            return _received(text, self.clocks.now.astimezone(ZoneInfo(self.city.zone)))
        if field == "days":
            return self._days(text)
        if field == "is":
            return self._condition(text)
        if field == "handoffs":
            return _handoffs(text)
        if field == "channel" and not prefix and (kind := KINDS.get(address(text))):
            return self._kind(kind, address(text))
        if field == "area" and text[:1].isdigit():
            return FieldValue(Prefix("area", text) if prefix else Term("area", text), (text + "*" * prefix,))
        return self._named(field, text, prefix)

    def level(self, field: str) -> str:
        """The level of areas that a field's name means; '' for other fields."""
        return "" if field in ALIASES else of_city(self.city).levels.get(field, "")

    def _code(self, text: str, prefix: bool) -> FieldValue:
        """The ticket with this code, typed with or without the city's letters, spaces and signs."""
        key = code_key(text)
        if prefix:
            return FieldValue(Prefix("code", key), (key + "*",))
        query = Term("code", key)
        if key.isdigit():
            query = Or([query, Term("code", self.city.code_prefix + key)])
        return FieldValue(query, (key,))

    def _days(self, text: str) -> FieldValue:
        """Whole days waited: to the end of an ended ticket; of an open one as far as it is known."""
        ends = number_range(text)
        if ends is None:
            return FieldValue(None, (text,), "bad_number")
        low, high = ends
        least = None if low is None else low * _DAY
        most = None if high is None else (high + 1) * _DAY - 1
        query = Or([waited(self.clocks, least, most), NumericRange("took", least, most)])
        return FieldValue(query, tuple("" if end is None else str(end) for end in ends))

    def _condition(self, text: str) -> FieldValue:
        if address(text) in OVERDUE_NAMES:
            return FieldValue(overdue(self.clocks), (OVERDUE,))
        condition = BY_NAME.get(address(text))
        if condition is None:
            return FieldValue(Term("is", address(text)), (address(text),), "unknown_value")
        return FieldValue(condition_query(condition, self.clocks), (condition.value,))

    def _kind(self, kind: ChannelKind, typed: str) -> FieldValue:
        """Whose reports: the city's own, or those of citizens, who may have no channel at all."""
        channels = self.city.channels.values()
        own = tuple(channel.slug for channel in channels if channel.kind is ChannelKind.CITY)
        if not own or typed in self.city.channels:
            return self._named("channel", typed, False)
        query = any_of([Term("channel", slug) for slug in own])
        return FieldValue(Not(query) if kind is ChannelKind.CITIZEN else query, (kind.value,))

    def _named(self, field: str, text: str, prefix: bool) -> FieldValue:
        names, key, level = of_city(self.city), address(text), self.level(field)
        name = "area" if level else field
        found = names.meant(name, text, prefix=prefix, level=level)
        if found.values == (WHOLE_CITY,):
            return FieldValue(Every(), (self.city.name,))
        if not found.values:
            query = Prefix(name, key) if prefix else Term(name, key)
            unknown = names.knows(name)
            near = names.near(name, text, level) if unknown else ()
            return FieldValue(query, (key + "*" * prefix,), "unknown_value" if unknown else None, near=near)
        meant = (*found.values, *found.below)
        return FieldValue(any_of([_term(name, value) for value in meant]), found.values, below=len(found.below))


def _term(field: str, value: str) -> Query:
    """One value as it is indexed; a type of statuses that a ticket ever had is any of them."""
    if field == "ever" and value in _OF_TYPE:
        return any_of([Term("ever", status) for status in _OF_TYPE[value]])
    return term(field, value)


def _handoffs(text: str) -> FieldValue:
    ends = number_range(text)
    if ends is None:
        return FieldValue(None, (text,), "bad_number")
    return FieldValue(NumericRange("handoffs", *ends), tuple("" if end is None else str(end) for end in ends))


def _received(text: str, now: datetime) -> FieldValue:
    """``now``: in the city's zone."""
    ends = day_range(text, now.date())
    if ends is None:
        return FieldValue(None, (text,), "bad_date")
    low, high = ends
    query = NumericRange("day", low and day_number(low), high and day_number(high))
    return FieldValue(query, tuple(day.isoformat() if day else "" for day in ends))

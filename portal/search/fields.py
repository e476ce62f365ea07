"""The fields of the query language: ``name:value`` as a query on attributes of tickets, named as people name them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from whoosh.query import Not, NumericRange, Or, Prefix, Query, Term

from ..domain.channel import ChannelKind
from ..domain.city import City
from ..domain.names import address, identity
from ..domain.source_clock import SourceClocks
from ..domain.status import ENGLISH, Status, StatusType
from .clock_query import waited
from .conditions import BY_NAME, condition_query
from .filter_query import any_of, day_number
from .index_entry import code_key
from .value_ranges import day_range, number_range

#: Each field with its aliases in Indonesian and English.
ALIASES: dict[str, tuple[str, ...]] = {
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
    "asked": ("diminta", "dimintai"),
    "is": ("adalah", "yang"),
    "handoffs": ("pindah", "oper"),
    "text": ("teks",),
    "answer": ("jawaban",),
}
FIELDS: dict[str, str] = {alias: name for name, aliases in ALIASES.items() for alias in (name, *aliases)}

#: Statuses and types as people may name them.
STATUSES: dict[str, str] = {
    **{address(english): status.value for status, english in ENGLISH.items()},
    **{address(s.value): s.value for s in Status},
    **{t.value: t.value for t in StatusType},
    "terbuka": "open",
    "buka": "open",
    "berjalan": "open",
    "teratasi": "resolved",
    "tertutup": "closed",
    "progress": "proses",
    "menunggu-validasi": "validasi",
    "done": "selesai",
}
#: Whose reports come through a channel, as people may name it.
KINDS: dict[str, ChannelKind] = {
    "city": ChannelKind.CITY,
    "kota": ChannelKind.CITY,
    "citizen": ChannelKind.CITIZEN,
    "warga": ChannelKind.CITIZEN,
}
_TYPES = frozenset(t.value for t in StatusType)
_MOST_NAMES = 50  # agencies, categories or areas that one typed name may mean
_DAY = 86_400
Problem = Literal["unknown_value", "bad_date", "bad_number"]


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One value of a field. ``names``: the slugs, codes or statuses it means, or the two ends of a range ('' is open).

    ``problem`` says why the value was not understood; None if it was.
    """

    query: Query | None
    names: tuple[str, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class FieldReader:
    """Parses values of fields for one city at one time."""

    city: City
    clocks: SourceClocks

    def parse(self, field: str, text: str, *, prefix: bool = False) -> FieldValue:
        """One value of a field; ``prefix``: everything that begins with it."""
        text = text.strip()
        if field in ("status", "ever"):
            return _status(field, text)
        if field == "code":
            return self._code(text, prefix)
        if field == "received":
            return _received(text)
        if field == "days":
            return self._days(text)
        if field == "is":
            return self._condition(text)
        if field == "handoffs":
            return _handoffs(text)
        if field == "channel" and not prefix and (kind := KINDS.get(address(text))):
            return self._kind(kind, address(text))
        if field == "area" and (text in self.city.areas or text[:1].isdigit()):
            return FieldValue(Prefix("area", text) if prefix else Term("area", text), (text + "*" * prefix,))
        return self._named(field, text, prefix)

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
        key = address(text)
        if prefix:
            return FieldValue(Prefix(field, key), (key + "*",))
        known = _values_by_name(self.city, field, address)
        found = _values_by_name(self.city, field, identity).get(identity(text)) or known.get(key)
        found = found or _containing(known, key)
        if not found:
            return FieldValue(Term(field, key), (key,), "unknown_value" if known else None)
        return FieldValue(any_of([Term(field, value) for value in found]), tuple(found))


def _status(field: str, text: str) -> FieldValue:
    """A status or, of the present one, a type of statuses."""
    value = STATUSES.get(address(text))
    if value is None or (value in _TYPES and field == "ever"):
        return FieldValue(Term(field, address(text)), (address(text),), "unknown_value")
    return FieldValue(Term("type" if value in _TYPES else field, value), (value,))


def _handoffs(text: str) -> FieldValue:
    ends = number_range(text)
    if ends is None:
        return FieldValue(None, (text,), "bad_number")
    return FieldValue(NumericRange("handoffs", *ends), tuple("" if end is None else str(end) for end in ends))


def _received(text: str) -> FieldValue:
    ends = day_range(text)
    if ends is None:
        return FieldValue(None, (text,), "bad_date")
    low, high = ends
    query = NumericRange("day", low and day_number(low), high and day_number(high))
    return FieldValue(query, tuple(day.isoformat() if day else "" for day in ends))


def _values_by_name(city: City, field: str, key_of: Callable[[str], str]) -> dict[str, list[str]]:
    """Key of every name -> the values that it names: slugs of agencies, categories and channels, codes of areas."""
    found: dict[str, list[str]] = {}
    for value, names in _named_values(city, field):
        for key in {key_of(name) for name in names if name}:
            found.setdefault(key, []).append(value)
    return found


def _named_values(city: City, field: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    if field == "area":
        return ((area.code, area.labels) for area in city.areas.values())
    if field == "category":
        return ((one.slug, (*one.labels, one.name_en)) for one in city.categories.values())
    if field == "channel":
        return ((one.slug, (*one.labels, one.name_en)) for one in city.channels.values())
    return ((agency.slug, agency.labels) for agency in city.agencies.values())


def _containing(names: Mapping[str, list[str]], key: str) -> list[str]:
    """The values with a name that has all these words."""
    words = set(key.split("-"))
    found = [value for name, values in names.items() if words <= set(name.split("-")) for value in values]
    return list(dict.fromkeys(found))[:_MOST_NAMES]

"""What the values of fields are called in one city: by all their names, by their kind, with what lies below them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from ..domain.city import City
from ..domain.names import address, identity
from .status_names import STATUSES
from .synonyms import joined

WHOLE_CITY = "*"  # the value of an area's field that means everything
_NEAR = 0.6  # how alike two names are when one may be meant by the other (difflib's ratio)
_MOST_NEAR = 3
_Keys = Mapping[str, tuple[str, ...]]
_Begun = Mapping[str, tuple[tuple[str, ...], ...]]  # the first word of a name -> the words of such names
#: Fields whose values are those of another field.
SAME = {"holder": "agency", "asked": "agency", "ever": "status"}


@dataclass(frozen=True, slots=True)
class Meant:
    """The values that a name means, with those that lie below them; none where nobody has that name."""

    values: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of one field's values: ``whole`` by everything that counts in a name, ``plain`` as in addresses.

    ``kinds``: what several values have in common. ``parts``: the words of each name with the values that have it.
    """

    whole: _Keys
    plain: _Keys
    kinds: _Keys
    parts: tuple[tuple[tuple[str, ...], str], ...]


_NONE = _Names({}, {}, {}, ())


@dataclass(frozen=True, slots=True)
class CityNames:
    """Reads names for one city; made once a city, see ``of_city``."""

    city: City
    levels: Mapping[str, str]  # the name of a field -> the level of areas that it means
    _names: Mapping[str, _Names]
    _below: _Keys
    _level_of: Mapping[str, str]
    _synonyms: _Keys
    _agencies: _Begun
    _categories: _Begun

    def agency_in(self, words: Sequence[str]) -> tuple[int, int] | None:
        """Where the first whole name of an agency stands among words as in addresses; none of an area's."""
        return _first_in(words, self._agencies)

    def category_in(self, words: Sequence[str]) -> tuple[int, int] | None:
        """Where the first whole name of a category whose reports are closed stands among words as in addresses."""
        return _first_in(words, self._categories)

    def knows(self, name: str) -> bool:
        """Whether the city has any values of this field."""
        return bool(self._names.get(SAME.get(name, name), _NONE).plain)

    def called(self, name: str) -> Collection[str]:
        """All names of a field's values, as in addresses."""
        return self._names.get(name, _NONE).plain.keys()

    def meant(self, name: str, text: str, *, prefix: bool = False, level: str = "") -> Meant:
        """What ``text`` means as a value of a field; ``prefix``: as the beginning of its last word."""
        name = SAME.get(name, name)
        if name == "area":
            level, text = self._own_level(text, level)
        names = self._names.get(name, _NONE)
        if prefix:
            return Meant(self._kept(_containing(names, address(text), prefix=True), level))
        found = self._called(names, text, level)
        if not found.values and name == "area" and not level and self._is_whole_city(text):
            return Meant((WHOLE_CITY,))
        return found

    def is_name(self, name: str, text: str, level: str = "") -> bool:
        """Whether a value of the field, or their kind, is called so or has these words side by side in its name."""
        name = SAME.get(name, name)
        if name == "area":
            level, text = self._own_level(text, level)
        names = self._names.get(name, _NONE)
        for spelling in self._spellings(text):
            key = address(spelling)
            called = (*names.whole.get(identity(spelling), ()), *names.plain.get(key, ()), *names.kinds.get(key, ()))
            within = (value for words, value in names.parts if f"-{key}-" in f"-{'-'.join(words)}-")
            if self._kept((*called, *within), level):
                return True
        return name == "area" and not level and self._is_whole_city(text)

    def near(self, name: str, text: str, level: str = "") -> tuple[str, ...]:
        """The values, or kinds of them, whose names are most like this text, at most three."""
        names = self._names.get(SAME.get(name, name), _NONE)
        kinds = {} if level else {key: (key,) for key in names.kinds}
        named = {key: kept for key, values in names.plain.items() if (kept := self._kept(values, level))}
        allowed = {**kinds, **named}
        close = get_close_matches(address(text), allowed, n=_MOST_NEAR, cutoff=_NEAR)
        return tuple(dict.fromkeys(value for key in close for value in allowed[key]))[:_MOST_NEAR]

    def _called(self, names: _Names, text: str, level: str) -> Meant:
        spellings = list(self._spellings(text))
        for spelling in spellings:
            exact = self._kept(names.whole.get(identity(spelling)) or names.plain.get(address(spelling), ()), level)
            if exact:
                return self._with_below(_largest(exact, self._level_of, self.levels))
            if found := self._kept(names.kinds.get(address(spelling), ()), level):
                return Meant(found)
        for spelling in spellings:
            if found := self._kept(_containing(names, address(spelling)), level):
                return self._with_below(found)
        return Meant()

    def _with_below(self, values: tuple[str, ...]) -> Meant:
        below = dict.fromkeys(one for value in values for one in self._below.get(value, ()))
        return Meant(values, tuple(one for one in below if one not in values))

    def _kept(self, values: Iterable[str], level: str) -> tuple[str, ...]:
        return tuple(value for value in values if not level or self._level_of.get(value) == level)

    def _own_level(self, text: str, level: str) -> tuple[str, str]:
        """``kecamatan tebet`` names its level itself."""
        first, _, rest = text.strip().partition(" ")
        named = self.levels.get(address(first)) if rest.strip() and not level else None
        return (named, rest) if named else (level, text)

    def _is_whole_city(self, text: str) -> bool:
        own = {address(name) for name in (self.city.name, self.city.title, self.city.slug)}
        return any(address(spelling) in own for spelling in self._spellings(text))

    def _spellings(self, text: str) -> Iterator[str]:
        """The text, then with the city's synonyms in its place or in the place of one of its words."""
        plain = address(text)
        yield text
        yield from self._synonyms.get(plain, ())
        words = plain.split("-")
        for at, word in enumerate(words if len(words) > 1 else ()):
            for other in self._synonyms.get(word, ()):
                yield " ".join([*words[:at], other, *words[at + 1 :]])


class _Same:
    """A city as a key of what is kept of it: by identity, as its mappings have no hash."""

    def __init__(self, city: City) -> None:
        self.city = city

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.city is other.city

    def __hash__(self) -> int:
        return id(self.city)


def of_city(city: City) -> CityNames:
    """The names of a city; those of the last few are kept."""
    return _made(_Same(city))


@lru_cache(maxsize=4)
def _made(key: _Same) -> CityNames:
    city = key.city
    levels = dict.fromkeys([*city.levels, *(area.level for area in city.areas.values())])
    agencies = {one.slug: one.kind for one in city.agencies.values()}
    groups = {one.slug: one.group for one in city.categories.values()}
    level_of = {area.code: area.level for area in city.areas.values()}
    synonyms = {address(word): tuple(others) for word, others in joined(city.synonyms.items()).items()}
    named = {address(level).replace("-", "_"): level for level in levels}
    return CityNames(
        city=city,
        levels=named,
        _names={
            "agency": _names(((one.slug, (*one.labels, *one.also)) for one in city.agencies.values()), agencies),
            "category": _names(_of_categories(city), groups),
            "channel": _names(((one.slug, (*one.labels, one.name_en)) for one in city.channels.values()), {}),
            "area": _names(((one.code, one.labels) for one in city.areas.values()), level_of),
            "status": _names(((value, (name,)) for name, value in STATUSES.items()), {}),
        },
        _below=_below(city),
        _level_of=level_of,
        _synonyms=synonyms,
        _agencies=_first_words(_of_agencies(city, synonyms, named)),
        _categories=_first_words(_of_closed(city)),
    )


def _of_agencies(city: City, synonyms: _Keys, levels: Collection[str]) -> set[str]:
    """All names as in addresses, with the synonyms of whole ones."""
    agencies = [one for one in city.agencies.values() if address(one.kind) not in levels]  # an area's is asked by it
    names = {address(label) for one in agencies for label in one.labels}
    names |= {address(label) for one in agencies for label in one.also if " " in label}
    return names | {word for word, others in synonyms.items() if names.intersection(map(address, others))}


def _of_closed(city: City) -> set[str]:
    """All names of the categories whose reports nobody finds by their words."""
    closed = (names for slug, names in _of_categories(city) if city.categories[slug].sensitive)
    return {address(name) for names in closed for name in names}


def _first_words(names: Iterable[str]) -> _Begun:
    """The first word of each name -> the words of those that begin with it, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted((tuple(name.split("-")) for name in names), key=lambda words: (-len(words), words)):
        found.setdefault(words[0], []).append(words)
    return {first: tuple(some) for first, some in found.items()}


def _first_in(words: Sequence[str], begun: _Begun) -> tuple[int, int] | None:
    """Where the first of these names stands among words."""
    for at, word in enumerate(words):
        for name in begun.get(word, ()):
            if tuple(words[at : at + len(name)]) == name:
                return at, at + len(name)
    return None


def _of_categories(city: City) -> Iterator[tuple[str, tuple[str, ...]]]:
    return ((one.slug, (*one.labels, one.name_en, *one.also)) for one in city.categories.values())


def _names(labelled: Iterable[tuple[str, tuple[str, ...]]], kinds: Mapping[str, str]) -> _Names:
    pairs = [(label, value) for value, labels in labelled for label in labels if label]
    return _Names(
        whole=_grouped((identity(label), value) for label, value in pairs),
        plain=_grouped((address(label), value) for label, value in pairs),
        kinds=_grouped((address(kind), value) for value, kind in kinds.items() if kind),
        parts=tuple((tuple(address(label).split("-")), value) for label, value in pairs),
    )


def _grouped(pairs: Iterable[tuple[str, str]]) -> _Keys:
    found: dict[str, dict[str, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in found.items()}


def _containing(names: _Names, key: str, *, prefix: bool = False) -> tuple[str, ...]:
    """The values with a name that has all these words; of the last one the beginning is enough with ``prefix``."""
    *whole, last = key.split("-")
    fits: Callable[[str], bool] = (lambda word: word.startswith(last)) if prefix else (lambda word: word == last)
    found = (value for words, value in names.parts if set(whole) <= set(words) and any(map(fits, words)))
    return tuple(dict.fromkeys(found))


def _largest(values: tuple[str, ...], level_of: Mapping[str, str], levels: Mapping[str, str]) -> tuple[str, ...]:
    """Of areas of one name on several levels those on the largest level."""
    order = list(levels.values())
    ranks = {value: order.index(level_of[value]) for value in values if value in level_of}
    return tuple(value for value in values if ranks.get(value, 0) == min(ranks.values(), default=0))


def _below(city: City) -> _Keys:
    """Each agency -> all that lie below it, whatever ring its parents form."""
    children = _grouped((one.parent, one.slug) for one in city.agencies.values() if one.parent)
    found: dict[str, tuple[str, ...]] = {}
    for parent in children:
        seen = dict.fromkeys(children[parent])
        waiting = list(seen)
        while waiting:
            new = [child for child in children.get(waiting.pop(), ()) if child not in seen]
            seen.update(dict.fromkeys(new))
            waiting += new
        seen.pop(parent, None)
        found[parent] = tuple(seen)
    return found

"""Names of several words after a field, without quotes, one or a list of them.

In ``kelurahan:tebet timur lampu`` the value goes on over the next word, since the two are a known name together; in
``kelurahan:tebet timur, manggarai`` two names are meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

_MOST_WORDS = 8  # of a name
_MOST_NEXT = 15  # words after a field that are looked at
_WORD = re.compile(r'[^\s()":,*|]+')

_COMMA = re.compile(r"\s*[,|]+\s*")  # or a bar, which means the same between values
#: Whether the values of a field are called so: (name of the field or level, text).
IsName = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Whole:
    """What stands from ``start`` to ``end`` names ``names``; ``read`` stands for it in a query that has quotes."""

    start: int
    end: int
    names: tuple[str, ...]
    read: str


def whole_names(text: str, fields: Collection[str], is_name: IsName) -> Iterator[Whole]:
    """Those of a text, from left to right. ``fields``: the names of fields that a city has."""
    for match in _pattern(tuple(fields)).finditer(text):
        if match["value"] is None:
            continue
        names = _listed(match["value"], partial(is_name, match["name"].lower()))
        if not names:
            continue
        start, end = match.start("value"), match.start("value") + names[-1].end()
        said = tuple(name[0] for name in names)
        if len(said) > 1:
            anyone = " OR ".join(f'{match["name"]}:"{name}"' for name in said)
            yield Whole(match.start("name"), end, said, f"({anyone})")
        else:
            yield Whole(start, end, said, f'"{said[0]}"')


def quoted(text: str, fields: Collection[str], is_name: IsName) -> str:
    """The text with these names as they are read."""
    for one in reversed(list(whole_names(text, fields, is_name))):
        text = text[: one.start] + one.read + text[one.end :]
    return text


def _listed(value: str, is_name: Callable[[str], bool]) -> Sequence[re.Match[str]]:
    """The names with which a value begins, between commas; none where it is one as it stands, without spaces."""
    found: list[re.Match[str]] = []
    at = 0
    while name := _longest(value, at, is_name, shortest=1 if _COMMA.search(value) else 2):
        found.append(name)
        comma = _COMMA.match(value, name.end())
        if comma is None:
            break
        at = comma.end()
    return found if found and " " in value[: found[-1].end()] else []


def _longest(value: str, at: int, is_name: Callable[[str], bool], shortest: int) -> re.Match[str] | None:
    for number in range(_MOST_WORDS, shortest - 1, -1):
        name = re.compile(rf"{_WORD.pattern}(?:\s+{_WORD.pattern}){{{number - 1}}}(?=[\s,|]|$)").match(value, at)
        if name and is_name(name[0]):
            return name
    return None


@lru_cache(maxsize=8)
def _pattern(fields: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(sorted(map(re.escape, fields), key=len, reverse=True))
    word = _WORD.pattern
    value = rf"(?P<value>{word}(?:(?:\s*[,|]+\s*|\s+(?!-)){word}){{1,{_MOST_NEXT}}})(?=[\s)]|$)"
    return re.compile(rf'"[^"]*"|(?<![\w:])(?P<name>{listed})\s*:\s*{value}', re.IGNORECASE)

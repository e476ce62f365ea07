"""Names of several words after a field, without quotes.

In ``kelurahan:tebet timur lampu`` the value goes on over the next word, since the two are a known name together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache

_MOST_WORDS = 8  # of a name
_WORD = r'[^\s()":,*]+'

#: Whether the values of a field are called so: (name of the field or level, text).
IsName = Callable[[str, str], bool]


def spans(text: str, fields: Collection[str], is_name: IsName) -> Iterator[tuple[int, int]]:
    """Where the names of several words stand, from left to right. ``fields``: the names of fields that a city has."""
    for match in _pattern(tuple(fields)).finditer(text):
        start = match.start("value")
        words = list(re.finditer(r"\S+", match["value"] or ""))
        ends = (start + last.end() for last in reversed(words[1:]))
        end = next((end for end in ends if is_name(match["name"].lower(), text[start:end])), None)
        if end is not None:
            yield start, end


def quoted(text: str, fields: Collection[str], is_name: IsName) -> str:
    """The text with quotes around these names."""
    for start, end in reversed(list(spans(text, fields, is_name))):
        text = f'{text[:start]}"{text[start:end]}"{text[end:]}'
    return text


@lru_cache(maxsize=8)
def _pattern(fields: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(sorted(map(re.escape, fields), key=len, reverse=True))
    value = rf"(?P<value>{_WORD}(?:\s+(?!-){_WORD}){{1,{_MOST_WORDS - 1}}})(?=[\s)]|$)"
    return re.compile(rf'"[^"]*"|(?<![\w:])(?P<name>{listed})\s*:\s*{value}', re.IGNORECASE)

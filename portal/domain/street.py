"""The streets that the place of a report names: their names alone, never a house number."""

from __future__ import annotations

import re

#: How a street begins in Indonesian, as people write it -> as it is named.
KINDS = {"jalan": "Jalan", "jln": "Jalan", "jl": "Jalan", "gang": "Gang", "gg": "Gang"}
MOST_WORDS = 5  # of a name
#: Words at which the name of a street is over.
_OVER = re.compile(
    r"no|nomor|nomer|rt|rw|blok|kav|kavling|km|lantai|kel|kelurahan|kec|kecamatan|kota|depan|dekat|samping|seberang|"
    r"sebrang|belakang|sebelah|sekitar|sebelum|setelah|sesudah|arah|menuju|dari|ke|di|dan|atau|dengan|yang|ini|itu|"
    r"perempatan|pertigaan|tikungan|sampai|hingga|persis|pas|tepatnya|rumah|gedung",
    re.IGNORECASE,
)
_KIND = re.compile(rf"\b({'|'.join(KINDS)})\b\.?(?=\s|[^\W\d_])\s*", re.IGNORECASE)
_WORD = re.compile(r"([^\W\d_]+(?:['\u2019.-][^\W\d_]+)*)\.?(?:[ \t]+|$|(?=[^\w\s]))")
_ROMAN = re.compile(r"(?=[ivxl])(?:x{0,3}|xl|l)(?:ix|iv|v?i{0,3})", re.IGNORECASE)
#: An English address: a house number, the street up to the word by which it is one.
_ENGLISH = re.compile(
    r"\b(?!at\b|and\b)((?:[NSEW]\s+)?(?:(?:\d{1,3}(?:st|nd|rd|th)|[^\W\d_][^\W\d_.'-]*)\s+){1,4}?"
    r"(?:st|street|ave|avenue|blvd|boulevard|rd|road|dr|drive|ln|lane|way|pl|place|ct|court|ter|terrace|hwy|highway))\b",
    re.IGNORECASE,
)


def streets_in(place: str, language: str) -> tuple[str, ...]:
    """The streets of a place in words, each once, in one spelling of capitals; ``language``: of the city's texts."""
    if language == "en":
        names = [" ".join(found[1].split()) for found in _ENGLISH.finditer(place)]
        return tuple(dict.fromkeys(_capitals(name) for name in names))
    found = (_named(place, match) for match in _KIND.finditer(place))
    return tuple(dict.fromkeys(name for name in found if name))


def _named(place: str, match: re.Match[str]) -> str:
    words: list[str] = []
    at = match.end()
    while len(words) < MOST_WORDS and (word := _WORD.match(place, at)):
        if _OVER.fullmatch(word[1]) or word[1].casefold() in KINDS:
            break
        words.append(word[1])
        at = word.end()
        if place[at - 1 : at] not in (" ", "\t"):
            break
    return f"{KINDS[match[1].casefold()]} {_capitals(' '.join(words))}" if words else ""


def _capitals(name: str) -> str:
    """As names are written, where somebody wrote all of it small or all of it large."""
    if not (name.islower() or name.isupper()):
        return name
    return " ".join(word.upper() if _ROMAN.fullmatch(word) else word.capitalize() for word in name.split())

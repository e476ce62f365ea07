"""The streets that the place of a report names: their names alone, never a house number."""

from __future__ import annotations

import re
from collections.abc import Collection

from .names import address

#: How a street begins in Indonesian, as people write it -> as it is named.
KINDS = {"jalan": "Jalan", "jln": "Jalan", "jl": "Jalan", "gang": "Gang", "gg": "Gang"}
MOST_WORDS = 5  # of a name
#: Words at which the name of a street is over. (A "jalan layang" is a flyover, a "jalan tol" a motorway.)
_OVER = re.compile(
    r"no|nomor|nomer|rt|rw|blok|kav|kavling|km|lantai|kel|kelurahan|kec|kecamatan|kota|depan|dekat|samping|seberang|"
    r"sebrang|belakang|sebelah|sekitar|sebelum|setelah|sesudah|arah|menuju|dari|ke|di|dan|atau|dengan|yang|ini|itu|"
    r"perempatan|pertigaan|tikungan|sampai|hingga|persis|pas|tepatnya|rumah|gedung|layang|tol",
    re.IGNORECASE,
)
_KIND = re.compile(rf"\b({'|'.join(KINDS)})\b\.?(?=\s|[^\W\d_])\s*", re.IGNORECASE)
_WORD = re.compile(r"([^\W\d_]+(?:['\u2019.-][^\W\d_]+)*)\.?(?:[ \t]+|$|(?=[^\w\s]))")
_ROMAN = re.compile(r"(?=[ivxl])(?:x{0,3}|xl|l)(?:ix|iv|v?i{0,3})", re.IGNORECASE)
#: A number in digits after a name that is not a house's: the house's own follows.
_NUMBER = re.compile(r"(\d{1,2})\s*,?\s*(?=(?:no|nomor|nomer)\b)", re.IGNORECASE)
#: What stands between two streets that cross.
_CROSSING = re.compile(r"(?:\b(?:dan|dengan|x|simpang)|[&/\u2013-])\s*$", re.IGNORECASE)
#: Words of names as they are shortened -> in full.
_SHORT = {"jend": "jenderal", "jendral": "jenderal", "h": "haji", "hj": "hajjah", "kapt": "kapten", "pang": "pangeran"}
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


def streets_at(place: str, language: str) -> tuple[str, ...]:
    """The streets at which a place in words lies: one, or those of a crossing.

    A lane (gang) that is named after a street lies off it and counts as a place of the street, for a city has dozens of
    the same name; one that is named alone is a street. What a place is near to, opposite of, or on the way to is not
    where it is: of several streets that nothing joins to a crossing, the first counts.
    """
    if language == "en":
        return streets_in(place, language)
    named = [(match, name) for match in _KIND.finditer(place) if (name := _numbered(place, match))]
    roads = [one for one in named if KINDS[one[0][1].casefold()] != "Gang"] or named
    found: list[str] = []
    for match, name in roads:
        if not found or _CROSSING.search(place[: match.start()]):
            found.append(name)
    return tuple(dict.fromkeys(found))


def street_words(name: str, areas: Collection[str] = ()) -> str:
    """As a query: the name in its order. One in one word, or one that an area has too, is asked for with its kind, in
    each way to write this, or all that has the word, or lies in the area, is found.

    ``areas``: the names of the city's areas (``names.address``).
    """
    kind, _, rest = name.partition(" ")
    if kind.casefold() not in KINDS or not rest:
        return f'"{name}"'
    if " " in rest and address(rest) not in areas:
        return f'"{rest}"'
    ways = [way for way, of in KINDS.items() if of == KINDS[kind.casefold()]]
    return "(" + " OR ".join(f'"{way} {rest}"' for way in ways) + ")"


def street_key(name: str) -> str:
    """What is equal for two spellings of a street's name that differ by signs, capitals and abbreviations alone."""
    return "-".join(_SHORT.get(word, word) for word in address(name).split("-"))


def _named(place: str, match: re.Match[str]) -> str:
    words, _ = _words(place, match)
    return f"{KINDS[match[1].casefold()]} {_capitals(' '.join(words))}" if words else ""


def _words(place: str, match: re.Match[str]) -> tuple[list[str], int]:
    """The words of a name, and where they are over."""
    words: list[str] = []
    at = match.end()
    while len(words) < MOST_WORDS and (word := _WORD.match(place, at)):
        if _OVER.fullmatch(word[1]) or word[1].casefold() in KINDS:
            break
        words.append(word[1])
        at = word.end()
        if place[at - 1 : at] not in (" ", "\t"):
            break
    return words, at


def _capitals(name: str) -> str:
    """As names are written, where somebody wrote all of it small or all of it large."""
    if not (name.islower() or name.isupper()):
        return name
    return " ".join(word.upper() if _ROMAN.fullmatch(word) else word.capitalize() for word in name.split())


def _numbered(place: str, match: re.Match[str]) -> str:
    """The name, with its number as it is written in names where somebody wrote it in digits: a number that another one
    follows is no house's."""
    name = _named(place, match)
    number = _NUMBER.match(place, _words(place, match)[1]) if name else None
    return f"{name} {_roman(int(number[1]))}" if number and 0 < int(number[1]) < 40 else name


def _roman(number: int) -> str:
    parts = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    found = ""
    for value, letters in parts:
        found += letters * (number // value)
        number %= value
    return found

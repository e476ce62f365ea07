"""When a street's name is another one misspelt: one letter off, and much rarer."""

from __future__ import annotations

import re

CLEARER = 5  # times as often the right spelling is written
FEWEST = 5  # times, at least
SHORTEST = 4  # letters of a word that may be misspelt: shorter ones are other words
_ROMAN = re.compile(r"[ivxl]+")


def may_be_slip(key: str, count: int, other: str, others: int) -> bool:
    """Whether a name (domain.street.street_key), written ``count`` times, may be another one misspelt.

    Two names with other numbers are two streets. Where they lie decides in the end: only a name nearby is meant.
    """
    return others >= max(FEWEST, CLEARER * count) and alike(key, other)


def alike(key: str, other: str) -> bool:
    """Whether one of two different names may be the other one misspelt, however often each is written."""
    if key == other or abs(len(key) - len(other)) > 1:
        return False
    words, meant = key.split("-"), other.split("-")
    if len(words) != len(meant):
        return key.replace("-", "") == other.replace("-", "")  # "kebon baru" written as one word
    differing = [pair for pair in zip(words, meant, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and _one_off(*differing[0])


def _one_off(word: str, meant: str) -> bool:
    """Whether one letter is missing, too many, another one, or changed places with its neighbour."""
    if min(len(word), len(meant)) < SHORTEST or not (word.isalpha() and meant.isalpha()):
        return False
    if _ROMAN.fullmatch(word) or _ROMAN.fullmatch(meant):
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b), min(len(word), len(meant)))
    rest, right = word[at:], meant[at:]
    if len(word) != len(meant):
        return rest[1:] == right or rest == right[1:]
    return rest[1:] == right[1:] or (rest[:2] == right[1::-1] and rest[2:] == right[2:])

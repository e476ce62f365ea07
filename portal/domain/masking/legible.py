"""A text as a mask reads it: one form for each digit and space, each character with its place in the original."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

#: Marks on a character, and signs without width: a number that they split is still read as a number.
_PASSED_OVER = frozenset({"Cf", "Mn", "Me"})
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


@dataclass(frozen=True, slots=True)
class Legible:
    """``text`` is what is read; ``starts[i]`` and ``ends[i]`` are where its character i lies in the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from ``start`` up to ``end`` lie in the original."""
        return self.starts[start], self.ends[end - 1]


def legible(original: str) -> Legible:
    """The text without marks and signs of no width; letters, digits, signs, spaces and dashes in their plain form."""
    if original.isascii():
        return Legible(original, range(len(original)), range(1, len(original) + 1))
    text: list[str] = []
    starts: list[int] = []
    for at, character in enumerate(original):
        if character.isascii() or unicodedata.category(character) not in _PASSED_OVER:
            text.append(_plain(character))
            starts.append(at)
    return Legible("".join(text), starts, [*starts[1:], len(original)] if starts else [])


def _plain(character: str) -> str:
    if character.isascii():
        return character
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category in {"Zs", "Zl", "Zp"} or character in _BLANKS:
        return " "
    if category == "Pd" or character == "\u2212":  # the minus sign
        return "-"
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character

"""A text as a mask reads it: one form for each digit and space, each character with its place in the original."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

#: They have no width and may stand anywhere: a number that they split is still read as a number.
_WITHOUT_WIDTH = frozenset("\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\ufeff") | {
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2060, 0x2070))
}


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
    """The text without signs of no width; full-width letters, digits, signs, spaces and dashes in their plain form."""
    if original.isascii():
        return Legible(original, range(len(original)), range(1, len(original) + 1))
    text: list[str] = []
    starts: list[int] = []
    for at, character in enumerate(original):
        if character not in _WITHOUT_WIDTH:
            text.append(_plain(character))
            starts.append(at)
    return Legible("".join(text), tuple(starts), tuple(at + 1 for at in starts))


def _plain(character: str) -> str:
    if character.isascii():
        return character
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category in {"Zs", "Zl", "Zp"}:
        return " "
    if category == "Pd":
        return "-"
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character

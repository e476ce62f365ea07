"""The words that stand for personal data in a text of which parts matched a search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from .words import MARK, mask_word


def masks_in(pieces: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """The pieces with masks in the language of the page; a mask is one piece, matched if a part of it is."""
    listed = list(pieces)
    text = "".join(piece for piece, _matched in listed)
    found = list(MARK.finditer(text)) if "[" in text else []
    if not found:
        yield from listed
        return
    matched, at = [flag for piece, flag in listed for _character in piece], 0
    for mark in found:
        yield from _pieces(text, matched, at, mark.start())
        yield mask_word(mark), any(matched[mark.start() : mark.end()])
        at = mark.end()
    yield from _pieces(text, matched, at, len(text))


def _pieces(text: str, matched: list[bool], start: int, end: int) -> Iterator[tuple[str, bool]]:
    """What lies from ``start`` up to ``end``, cut where a match begins or ends."""
    for flag, places in groupby(range(start, end), key=matched.__getitem__):
        yield "".join(text[place] for place in places), flag

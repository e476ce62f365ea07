"""Splits texts into matching and other segments, and cuts the snippet of a long text with most matches. No HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whoosh.analysis import Token as WhooshToken
from whoosh.highlight import FIRST, BasicFragmentScorer, Fragment, PinpointFragmenter, top_fragments

from ..domain.masking import MARKS
from .analysis import Analyser, composed, tokens
from .interpretation import Marks

Segments = tuple[tuple[str, bool], ...]
SNIPPET = 200  # characters
_SEARCHED = 20_000  # characters of a text in which matches are looked for
ELLIPSIS = "…"
_MASK = re.compile(rf"\[(?:{'|'.join(MARKS)})\]")


class Matching:
    """Decides which words of a text match the marks of a query. One page's texts repeat their words."""

    def __init__(self, marks: Marks, analyser: Analyser) -> None:
        self.marks = marks
        self._analyser = analyser
        self._known: dict[str, str] = {}

    def match(self, token: str) -> str:
        """The stem or the form of this token that the query asked for; '' if it asked for none."""
        if not self.marks:
            return ""
        if token not in self._known:
            self._known[token] = self._match(token)
        return self._known[token]

    def _match(self, token: str) -> str:
        words = self._analyser.words(token)
        stem = next((stem for _, stem in words if stem in self.marks.stems), "")
        return stem or next((form for form, _ in words if self._written(form)), "")

    def _written(self, form: str) -> bool:
        return form in self.marks.forms or form.startswith(self.marks.prefixes)


def marked(text: str, matching: Matching) -> Segments:
    """The whole text as (piece, whether it matches), in order."""
    text = composed(text)
    return tuple(_segments(text, 0, len(text), _matches(text, matching)))


def snippet(text: str, matching: Matching, length: int = SNIPPET) -> Segments:
    """About ``length`` characters around the best matches, in one line; the beginning when nothing matches."""
    text = composed(" ".join(text.split()))
    if len(text) <= length:
        return tuple(_segments(text, 0, len(text), _matches(text, matching)))
    found = _best(text, _matches(text, matching), length)
    start, end = _window(text, found, length)
    pieces = _segments(text, start, end, found.matches if found else [])
    before = [(ELLIPSIS, False)] if start > 0 else []
    after = [(ELLIPSIS, False)] if end < len(text) else []
    return (*before, *pieces, *after)


def _matches(text: str, matching: Matching) -> list[WhooshToken]:
    """The words that match, as Whoosh's fragmenters take them."""
    if not matching.marks:
        return []
    return [
        WhooshToken(text=found, startchar=token.start(), endchar=token.end(), matched=True, boost=1.0)
        for token in tokens(text[:_SEARCHED])
        if (found := matching.match(token[0]))
    ]


def _best(text: str, matches: list[WhooshToken], length: int) -> Fragment | None:
    """The fragment with most different matches."""
    fragmenter = PinpointFragmenter(maxchars=length, surround=length // 3, charlimit=None)
    fragments = fragmenter.fragment_matches(text, matches)
    best = top_fragments(fragments, 1, BasicFragmentScorer(), FIRST)
    return best[0] if best else None


def _window(text: str, found: Fragment | None, length: int) -> tuple[int, int]:
    """Where to cut: the fragment widened or narrowed to ``length``, at the edges of words, never within a mask."""
    if found is None:
        return 0, _back(text, length)
    first, last = found.matches[0].startchar, found.matches[-1].endchar
    spare = max(0, length - (last - first))
    start = max(0, min(first - spare // 3, len(text) - length))
    end = min(len(text), max(start + length, last))
    start, end = _forward(text, start, first), max(last, _back(text, end))
    masks = [mask.span() for mask in _MASK.finditer(text)]
    whole_start = min((a for a, b in masks if a < start < b), default=start)
    return whole_start, max((b for a, b in masks if a < end < b), default=end)


def _forward(text: str, position: int, limit: int) -> int:
    """The beginning of the next word at or after a position, no further than ``limit``."""
    if position == 0:
        return 0
    space = text.find(" ", position - 1, limit)
    return space + 1 if space >= 0 else limit


def _back(text: str, position: int) -> int:
    """The end of the last word that ends at or before a position; the position itself within an endless word."""
    if position >= len(text):
        return len(text)
    space = text.rfind(" ", 0, position + 1)
    return space if space > 0 else position


def _segments(text: str, start: int, end: int, matches: list[WhooshToken]) -> Iterator[tuple[str, bool]]:
    at = start
    for match in matches:
        if match.startchar < at or match.endchar > end:
            continue
        if match.startchar > at:
            yield text[at : match.startchar], False
        yield text[match.startchar : match.endchar], True
        at = match.endchar
    if at < end:
        yield text[at:end], False

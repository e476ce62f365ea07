"""Marks what was asked for in a text, and cuts the stretch out of a long one where most of it stands. No HTML."""

from __future__ import annotations

from collections.abc import Iterator

from whoosh.analysis import Token as WhooshToken
from whoosh.highlight import FIRST, BasicFragmentScorer, Fragment, PinpointFragmenter, top_fragments

from .analysis import Analyser, composed, places
from .interpretation import Marks

Segments = tuple[tuple[str, bool], ...]
SNIPPET = 200  # characters
_READ = 20_000  # characters of a text in which matches are looked for
ELLIPSIS = "…"


class Matching(dict[str, str]):
    """Words as they stand in texts -> the stem or form of theirs that was asked for, '' where none was.

    Each is looked into once: the texts of one list repeat their words.
    """

    def __init__(self, marks: Marks, analyser: Analyser) -> None:
        super().__init__()
        self.marks = marks
        self._analyser = analyser

    def __missing__(self, word: str) -> str:
        stems, asked = self._analyser.stems_of(word), self.marks.stems
        if stems not in asked:
            stems = next((stem for stem in stems.split() if stem in asked), "") if " " in stems else ""
        found = self[word] = stems or (self._beginning(word) if self.marks.prefixes else "")
        return found

    def _beginning(self, word: str) -> str:
        forms = (form for form, _ in self._analyser.words(word))
        return next((form for form in forms if form.startswith(self.marks.prefixes)), "")


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
    """The words that were asked for, as Whoosh's fragments take them."""
    if not matching.marks:
        return []
    return [
        WhooshToken(text=found, startchar=place.start(), endchar=place.end(), matched=True, boost=1.0)
        for place in places(text[:_READ])
        if (found := matching[place[0]])
    ]


def _best(text: str, matches: list[WhooshToken], length: int) -> Fragment | None:
    """The fragment with most of the different words that were asked for."""
    fragmenter = PinpointFragmenter(maxchars=length, surround=length // 3, charlimit=None)
    fragments = fragmenter.fragment_matches(text, matches)
    best = top_fragments(fragments, 1, BasicFragmentScorer(), FIRST)
    return best[0] if best else None


def _window(text: str, found: Fragment | None, length: int) -> tuple[int, int]:
    """Where to cut: the fragment widened or narrowed to ``length``, at the edges of words."""
    if found is None:
        return 0, _back(text, length)
    first, last = found.matches[0].startchar, found.matches[-1].endchar
    spare = max(0, length - (last - first))
    start = max(0, min(first - spare // 3, len(text) - length))
    end = min(len(text), max(start + length, last))
    return _forward(text, start, first), max(last, _back(text, end))


def _forward(text: str, place: int, limit: int) -> int:
    """The beginning of the next word at or after a place, no further than ``limit``."""
    if place == 0:
        return 0
    space = text.find(" ", place - 1, limit)
    return space + 1 if space >= 0 else limit


def _back(text: str, place: int) -> int:
    """The end of the last word that ends at or before a place; the place itself within an endless word."""
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", 0, place + 1)
    return space if space > 0 else place


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

"""Splits texts into matching and other segments, and cuts the snippet of a long text with most matches. No HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from whoosh.analysis import Token as WhooshToken
from whoosh.highlight import FIRST, BasicFragmentScorer, Fragment, PinpointFragmenter, top_fragments

from ..domain.masking import MARKS
from .analysis import Analyser, composed, tokens
from .interpretation import Expression, Marks

Segments = tuple[tuple[str, bool], ...]
SNIPPET = 200  # characters
_SEARCHED = 20_000  # characters of a text in which matches are looked for
ELLIPSIS = "…"
_MASK = re.compile(rf"\[(?:{'|'.join(MARKS)})\]")


class MarkedSpan(NamedTuple):
    """A stretch of a text that meets a query, and which of its marks."""

    start: int
    end: int
    marks: frozenset[int]


class Matching:
    """Finds where a text meets the marks of a query. One page's texts repeat their words, and each other."""

    def __init__(self, marks: Marks, analyser: Analyser) -> None:
        self.marks = marks
        self._analyser = analyser
        self._known: dict[str, list[_Form]] = {}
        self._spans: dict[tuple[str, str], list[MarkedSpan]] = {}
        self._first: dict[str, list[_Numbered]] = {}
        self._beginnings: list[_Numbered] = []
        for number, mark in enumerate(marks):
            for expression in mark.expressions:
                beginning = expression.by == "beginning" and len(expression.words) == 1
                to = self._beginnings if beginning else self._first.setdefault(expression.words[0], [])
                to.append((number, expression))

    def spans(self, text: str, part: str) -> list[MarkedSpan]:
        """The stretches of a composed text of this part of a ticket, in order; the longest where they overlap."""
        if not self.marks:
            return []
        if (text, part) not in self._spans:
            self._spans[text, part] = self._found(self._words(text), part)
        return self._spans[text, part]

    def seen(self, text: str, part: str) -> frozenset[int]:
        """Which marks a text meets."""
        return frozenset(number for span in self.spans(composed(text), part) for number in span.marks)

    def _found(self, words: Sequence[_Word], part: str) -> list[MarkedSpan]:
        found: list[MarkedSpan] = []
        free = 0
        for at, word in enumerate(words):
            if at < free or not word.form.begins:
                continue
            length = max((len(e.words) for _, e in self._at(words, at, part)), default=0)
            if length:
                inner = (number for i in range(at, at + length) for number, _ in self._at(words, i, part))
                found.append(MarkedSpan(word.start, words[at + length - 1].end, frozenset(inner)))
            free = at + max(1, length)
        return found

    def _words(self, text: str) -> list[_Word]:
        """The words of a text; none where no word of it can begin a match, as is so of most texts."""
        text = text[:_SEARCHED]
        if not any(form.begins for written in {token[0] for token in tokens(text)} for form in self._forms(written)):
            return []
        return [_Word(form, *token.span()) for token in tokens(text) for form in self._forms(token[0])]

    def _forms(self, written: str) -> list[_Form]:
        if written not in self._known:
            self._known[written] = [_Form(f, stem, self._begun(f, stem)) for f, stem in self._analyser.words(written)]
        return self._known[written]

    def _begun(self, form: str, stem: str) -> tuple[_Numbered, ...]:
        """The expressions that a word can be the first of."""
        named = [pair for key in dict.fromkeys((form, stem)) for pair in self._first.get(key, ())]
        return (*named, *(pair for pair in self._beginnings if form.startswith(pair[1].words[0])))

    def _at(self, words: Sequence[_Word], at: int, part: str) -> Iterator[_Numbered]:
        """The marks that are met by the words from this one on."""
        for number, expression in words[at].form.begins:
            if self.marks[number].part in ("", part) and _meets(expression, words[at : at + len(expression.words)]):
                yield number, expression


#: An expression with the number of the mark that it belongs to.
_Numbered = tuple[int, Expression]


class _Form(NamedTuple):
    """A normalised word, and the expressions that it can be the first word of."""

    form: str
    stem: str
    begins: tuple[_Numbered, ...]


class _Word(NamedTuple):
    form: _Form
    start: int
    end: int


def _meets(expression: Expression, words: Sequence[_Word]) -> bool:
    wanted = expression.words
    if len(words) < len(wanted):
        return False
    if expression.by == "stem":
        return all(word.form.stem == stem for word, stem in zip(words, wanted, strict=True))
    whole = len(wanted) - 1 if expression.by == "beginning" else len(wanted)
    same = all(word.form.form == form for word, form in zip(words[:whole], wanted[:whole], strict=True))
    return same and words[-1].form.form.startswith(wanted[-1])


def marked(text: str, matching: Matching, part: str = "text") -> Segments:
    """The whole text as (piece, whether it matches), in order; ``part``: of a ticket's words, see index_entry.PARTS."""
    text = composed(text)
    return tuple(_segments(text, 0, len(text), _matches(text, matching, part)))


def snippet(text: str, matching: Matching, length: int = SNIPPET, part: str = "text") -> Segments:
    """About ``length`` characters around the best matches, in one line; the beginning when nothing matches."""
    text = composed(" ".join(text.split()))
    if len(text) <= length:
        return tuple(_segments(text, 0, len(text), _matches(text, matching, part)))
    found = _best(text, _matches(text, matching, part), length)
    start, end = _window(text, found, length)
    pieces = _segments(text, start, end, found.matches if found else [])
    before = [(ELLIPSIS, False)] if start > 0 else []
    after = [(ELLIPSIS, False)] if end < len(text) else []
    return (*before, *pieces, *after)


def _matches(text: str, matching: Matching, part: str) -> list[WhooshToken]:
    """The stretches that match, as Whoosh's fragmenters take them."""
    return [
        WhooshToken(text=str(sorted(marks)), startchar=start, endchar=end, matched=True, boost=1.0)
        for start, end, marks in matching.spans(text, part)
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

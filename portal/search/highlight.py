"""Splits texts into matching and other segments, and cuts the snippet of a long text with most matches. No HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from whoosh.analysis import Token as WhooshToken
from whoosh.highlight import FIRST, BasicFragmentScorer, PinpointFragmenter, top_fragments

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
        self._known = _Known(marks, analyser)
        self._spans: dict[tuple[str, str], list[MarkedSpan]] = {}

    def spans(self, text: str, part: str) -> list[MarkedSpan]:
        """The stretches of a composed text of this part of a ticket, in order; the longest where they overlap."""
        if not self.marks:
            return []
        found = self._spans.get((text, part))
        if found is None:
            found = self._spans[text, part] = self._found(self._words(text), part)
        return found

    def seen(self, text: str, part: str) -> frozenset[int]:
        """Which marks a text meets."""
        return frozenset(number for span in self.spans(composed(text), part) for number in span.marks)

    def _found(self, words: Sequence[_Word], part: str) -> list[MarkedSpan]:
        found: list[MarkedSpan] = []
        free = 0
        for at, (form, written) in enumerate(words):
            if at < free or not form.begins:
                continue
            length = max((len(e.words) for _, e in self._at(words, at, part)), default=0)
            if length:
                inner = (number for i in range(at, at + length) for number, _ in self._at(words, i, part))
                found.append(MarkedSpan(written.start(), words[at + length - 1][1].end(), frozenset(inner)))
            free = at + max(1, length)
        return found

    def _words(self, text: str) -> list[_Word]:
        """The words of a text; none where no word of it can begin a match, as is so of most texts."""
        found = list(tokens(text[:_SEARCHED]))
        forms = [self._known[token[0]] for token in found]
        if not any(each.begins for each in forms):
            return []
        return [(form, token) for each, token in zip(forms, found, strict=True) for form in each.forms]

    def _at(self, words: Sequence[_Word], at: int, part: str) -> Iterator[_Numbered]:
        """The marks that are met by the words from this one on."""
        for number, expression in words[at][0].begins:
            if self.marks[number].part in ("", part) and _meets(expression, words[at : at + len(expression.words)]):
                yield number, expression


class _Known(dict[str, "_Written"]):
    """What is known of each word as it is written, for the expressions of some marks."""

    def __init__(self, marks: Marks, analyser: Analyser) -> None:
        super().__init__()
        self._analyser = analyser
        self._first: dict[str, list[_Numbered]] = {}
        self._beginnings: list[_Numbered] = []
        for number, mark in enumerate(marks):
            for expression in mark.expressions:
                beginning = expression.by == "beginning" and len(expression.words) == 1
                to = self._beginnings if beginning else self._first.setdefault(expression.words[0], [])
                to.append((number, expression))

    def __missing__(self, written: str) -> _Written:
        forms = [_Form(form, stem, self._begun(form, stem)) for form, stem in self._analyser.words(written)]
        self[written] = found = _Written(forms, any(form.begins for form in forms))
        return found

    def _begun(self, form: str, stem: str) -> tuple[_Numbered, ...]:
        """The expressions that a word can be the first of."""
        first, beginnings = self._first, self._beginnings
        if not beginnings and form not in first and stem not in first:
            return ()
        named = [pair for key in dict.fromkeys((form, stem)) for pair in first.get(key, ())]
        return (*named, *(pair for pair in beginnings if form.startswith(pair[1].words[0])))


#: An expression with the number of the mark that it belongs to.
_Numbered = tuple[int, Expression]


class _Form(NamedTuple):
    """A normalised word, and the expressions that it can be the first word of."""

    form: str
    stem: str
    begins: tuple[_Numbered, ...]


class _Written(NamedTuple):
    """The normalised words of one written word, and whether any of them can be the first of an expression."""

    forms: list[_Form]
    begins: bool


#: A normalised word and where it is written.
_Word = tuple[_Form, re.Match[str]]


def _meets(expression: Expression, words: Sequence[_Word]) -> bool:
    wanted = expression.words
    if len(words) < len(wanted):
        return False
    if expression.by == "stem":
        return all(form.stem == stem for (form, _), stem in zip(words, wanted, strict=True))
    whole = len(wanted) - 1 if expression.by == "beginning" else len(wanted)
    same = all(form.form == wanted_form for (form, _), wanted_form in zip(words[:whole], wanted[:whole], strict=True))
    return same and words[-1][0].form.startswith(wanted[-1])


def marked(text: str, matching: Matching, part: str = "text") -> Segments:
    """The whole text as (piece, whether it matches), in order; ``part``: of a ticket's words, see index_entry.PARTS."""
    text = composed(text)
    return tuple(_segments(text, 0, len(text), matching.spans(text, part)))


def snippet(text: str, matching: Matching, length: int = SNIPPET, part: str = "text") -> Segments:
    """About ``length`` characters around the best matches, in one line; the beginning when nothing matches."""
    text = composed(" ".join(text.split()))
    spans = matching.spans(text, part)
    if len(text) <= length:
        return tuple(_segments(text, 0, len(text), spans))
    found = _best(text, spans, length)
    start, end = _window(text, found, length)
    before = [(ELLIPSIS, False)] if start > 0 else []
    after = [(ELLIPSIS, False)] if end < len(text) else []
    return (*before, *_segments(text, start, end, found), *after)


def _best(text: str, spans: list[MarkedSpan], length: int) -> list[MarkedSpan]:
    """Those of the fragment with most different matches."""
    if len(spans) < 2:
        return spans
    fragmenter = PinpointFragmenter(maxchars=length, surround=length // 3, charlimit=None)
    tokens = [
        WhooshToken(text=str(sorted(marks)), startchar=start, endchar=end, matched=True, boost=1.0)
        for start, end, marks in spans
    ]
    best = top_fragments(fragmenter.fragment_matches(text, tokens), 1, BasicFragmentScorer(), FIRST)
    inside = {match.startchar for match in best[0].matches} if best else ()
    return [span for span in spans if span.start in inside]


def _window(text: str, found: list[MarkedSpan], length: int) -> tuple[int, int]:
    """Where to cut: the fragment widened or narrowed to ``length``, at the edges of words, never within a mask."""
    if not found:
        return 0, _back(text, length)
    first, last = found[0].start, found[-1].end
    spare = max(0, length - (last - first))
    start = max(0, min(first - spare // 3, len(text) - length))
    end = min(len(text), max(start + length, last))
    start, end = _forward(text, start, first), max(last, _back(text, end))
    masks = [mask.span() for mask in _MASK.finditer(text)] if "[" in text else []
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


def _segments(text: str, start: int, end: int, spans: Iterable[MarkedSpan]) -> Iterator[tuple[str, bool]]:
    at = start
    for begin, until, _ in spans:
        if begin < at or until > end:
            continue
        if begin > at:
            yield text[at:begin], False
        yield text[begin:until], True
        at = until
    if at < end:
        yield text[at:end], False

"""Did you mean: frequent words of the index that differ from what was typed by one or two slips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from whoosh.query import Term
from whoosh.support.levenshtein import levenshtein

from ..domain.lens import TicketFilter
from ..domain.source_clock import SourceClocks
from .engine import Engine
from .interpretation import ParsedQuery, Typed

_FEW = 3  # a word in fewer tickets than this is not suggested: it is likely a slip itself, or somebody's name
_SHORTEST = 4  # letters of a word that is corrected
_LONG = 5  # letters from which on two slips are corrected
_MOST_WORDS = 6  # of one query that are corrected
_SLIP = 0.05  # a word that needs one slip more must be twenty times as frequent
_CLEARER = 50  # a word that is found at all is corrected only into one so many times as frequent


def better(text: str, parsed: ParsedQuery, engine: Engine, clocks: SourceClocks) -> str | None:
    """The query with its unknown words replaced by likely ones; None when there is nothing to suggest."""
    replaced: list[tuple[Typed, str]] = []
    for word in [word for word in parsed.words if word.start >= 0][:_MOST_WORDS]:
        enough = _CLEARER * engine.count(Term("words", word.stem), TicketFilter(), clocks)
        if enough >= engine.documents() or not _correctable(word.form):
            continue  # no word can be more frequent
        found = nearest(word.form, engine.vocabulary(word.form[0]))
        if found is not None and found[1] > enough:
            replaced.append((word, found[0]))
    return _replaced(text, replaced) if replaced else None


def nearest(form: str, vocabulary: Mapping[str, int]) -> tuple[str, float] | None:
    """The likeliest other word with its weight: frequent and few slips away; None when none is near.

    ``vocabulary``: normalised words -> number of their tickets.
    """
    if not _correctable(form):
        return None
    weighted = ((vocabulary[word] * _SLIP ** (slips - 1), word) for word, slips in _near(form, vocabulary))
    weight, word = max(weighted, default=(0.0, ""))
    return (word, weight) if word else None


def _correctable(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha()


def _near(form: str, vocabulary: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Other words with the same first letter, and how many slips away they are."""
    most = 2 if len(form) >= _LONG else 1
    letters = _letters(form)
    for word, count in vocabulary.items():
        if count < _FEW or word[:1] != form[0] or abs(len(word) - len(form)) > most or not _correctable(word):
            continue
        if (letters ^ _letters(word)).bit_count() > 2 * most:
            continue  # Whoosh takes a hundred times as long to reject a word
        slips = levenshtein(form, word, most)
        if 0 < slips <= most:
            yield word, slips


def _letters(word: str) -> int:
    """A bit for each letter of the word: one slip changes two of them at most."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return bits


def _replaced(text: str, words: list[tuple[Typed, str]]) -> str:
    for typed, word in sorted(words, key=lambda pair: -pair[0].start):
        text = text[: typed.start] + word + text[typed.end :]
    return text

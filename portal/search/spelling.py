"""Did you mean: words of the index that are nearly what was typed, found by Whoosh's spelling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from weakref import WeakKeyDictionary

from whoosh.query import Term
from whoosh.support.levenshtein import levenshtein

from ..domain.lens import TicketFilter
from .engine import Engine
from .interpretation import ParsedQuery, Typed

_FEW = 3  # a word in fewer tickets than this is not offered: it is likely a slip itself, or somebody's name
_SHORTEST = 4  # letters of a word that is corrected
_LONG = 5  # letters from which on two slips are looked for
_MOST_WORDS = 6  # of one query that are corrected
_SLIP = 0.05  # a word that needs one slip more must be twenty times as frequent
_CLEARER = 50  # a word that is found at all is corrected only into one so many times as frequent
_MOST_KNOWN = 10_000  # words whose nearest is remembered: people slip in the same ways
_STALE = 100  # a hundredth of the log, or so many events, and the words are read again


class Speller:
    """The words of one state of an index, and in how many tickets each is."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._counts = {w: n for w, n in vocabulary.items() if n >= _FEW and len(w) >= _SHORTEST and w.isalpha()}
        self.most = max(self._counts.values(), default=0)
        self._known: dict[str, tuple[str, float] | None] = {}
        self._beginning: dict[str, list[tuple[str, int]]] = {}  # first letter -> words and their letters
        for word in sorted(self._counts):
            self._beginning.setdefault(word[0], []).append((word, _letters(word)))

    def nearest(self, form: str) -> tuple[str, float] | None:
        """The likeliest other word with its weight: frequent and few slips away; None when none is near."""
        if form not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[form] = self._find(form)
        return self._known[form]

    def _find(self, form: str) -> tuple[str, float] | None:
        if len(form) < _SHORTEST or not form.isalpha() or not self._counts:
            return None
        weighed = ((self._counts[word] * _SLIP ** (slips - 1), word) for word, slips in self._near(form))
        weight, word = max(weighed, default=(0.0, ""))
        return (word, weight) if word else None

    def _near(self, form: str) -> Iterator[tuple[str, int]]:
        """Other words with the same first letter, and how many slips away they are."""
        most = 2 if len(form) >= _LONG else 1
        letters = _letters(form)
        for word, others in self._beginning.get(form[0], ()):
            # Whoosh takes a hundred times as long to turn a word down.
            if abs(len(word) - len(form)) > most or (letters ^ others).bit_count() > 2 * most:
                continue
            slips = levenshtein(form, word, most)
            if 0 < slips <= most:
                yield word, slips


def _letters(word: str) -> int:
    """A bit for each letter of the word: one slip changes two of them at most."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return bits


def better(text: str, reading: ParsedQuery, engine: Engine, now: datetime) -> str | None:
    """The query with its unknown words replaced by likely ones; None when there is nothing to offer."""
    speller = _speller(engine)
    replaced: list[tuple[Typed, str]] = []
    for word in [word for word in reading.words if word.start >= 0][:_MOST_WORDS]:
        enough = _CLEARER * _found(word, engine, now)
        nearest = speller.nearest(word.form) if speller.most > enough else None  # looking for one is slow
        if nearest is not None and nearest[1] > enough:
            replaced.append((word, nearest[0]))
    return _replaced(text, replaced) if replaced else None


def _found(word: Typed, engine: Engine, now: datetime) -> int:
    return engine.count(Term("words", word.stem), TicketFilter(), now)


def _replaced(text: str, words: list[tuple[Typed, str]]) -> str:
    for typed, word in sorted(words, key=lambda pair: -pair[0].start):
        text = text[: typed.start] + word + text[typed.end :]
    return text


_spellers: WeakKeyDictionary[Engine, tuple[int, Speller]] = WeakKeyDictionary()


def _speller(engine: Engine) -> Speller:
    """The engine's words, read again only when the log has grown well beyond them."""
    seq = engine.seq()
    known = _spellers.get(engine)
    if known is None or not 0 <= seq - known[0] <= max(_STALE, seq // _STALE):
        known = _spellers[engine] = seq, Speller(engine.vocabulary())
    return known[1]

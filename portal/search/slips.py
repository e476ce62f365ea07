"""Slips in the reports: rare words of an index that are one slip away from a frequent one and no words of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from .colloquial import spelt, unstretched, written
from .indonesian_roots import ROOTS, root_of
from .word_list import words_of

FILE = Path(__file__).parent / "data" / "indonesian_words.txt"
_SHORTEST = 5  # letters of a word whose slips are looked for
_LEAST = 4  # letters of a slip
_USED = 3  # reports with a word, so that it is no slip itself
_RARER = 20  # a slip is so many times rarer than the word; one that stands in a single report, a fifth of that
_RARER_ONCE = 4
_KEPT = 10_000  # answers that are remembered

#: The normalised words of an index that begin with a prefix -> in how many tickets they stand.
Vocabulary = Callable[[str], Mapping[str, int]]


@dataclass(slots=True)
class Lexicon:
    """The words of one index, asked for by prefix. What was found is kept until ``seq``, the index's, changes."""

    vocabulary: Vocabulary
    seq: Callable[[], int]
    is_word: Callable[[str], bool]
    _seen: int = -1
    _kept: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def refresh(self) -> None:
        """Forget what was found in another state of the index, or too much of it."""
        seq = self.seq()
        if seq != self._seen or len(self._kept) > _KEPT:
            self._kept, self._seen = {}, seq

    def slips(self, form: str) -> tuple[str, ...]:
        """The words of the index that are slips of ``form``."""
        return self._found("slips", form, lambda: slips(form, self.vocabulary, self.is_word))

    def joined(self, form: str) -> bool:
        """Whether any word of the index begins with ``form``: two typed words that somebody wrote as one."""
        return bool(self._found("joined", form, lambda: tuple(self.vocabulary(form))[:1]))

    def halves(self, form: str) -> tuple[str, ...]:
        """The two words of the index that somebody typed as one, if they are."""
        return self._found("halves", form, lambda: self._halves(form))

    def written(self, form: str) -> str:
        """The word of the index that a colloquial one stands for; '' where there is none, and for listed words."""
        return "".join(self._found("written", form, lambda: tuple(self._written(form))))

    def plain(self, form: str) -> str:
        """A word without stretched letters, where that is a word of a list or of the index."""
        return unstretched(form, lambda word: self.is_word(word) or word in self.vocabulary(word))

    def _written(self, form: str) -> Iterator[str]:
        if form not in ROOTS and form not in _words():
            ways = dict.fromkeys((*(() if self.is_word(form) else spelt(form)), *written(form)))
            yield from [word for word in ways if self._is_used(word)][:1]

    def _is_used(self, word: str) -> bool:
        """Whether the index has a word that is no slip itself."""
        number = self.vocabulary(word).get(word, 0)
        return number >= _USED or (number > 0 and self.is_word(word))

    def _halves(self, form: str) -> tuple[str, ...]:
        for at in range(_LEAST, len(form) - _LEAST + 1):
            if form[at:] in self.vocabulary(form[at:]) and form[:at] in self.vocabulary(form[:at]):
                return form[:at], form[at:]
        return ()

    def _found(self, what: str, form: str, find: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
        kept = self._kept
        if (what, form) not in kept:
            kept[what, form] = find()
        return kept[what, form]


def slips(form: str, vocabulary: Vocabulary, is_word: Callable[[str], bool]) -> tuple[str, ...]:
    """The words of an index that are slips of ``form``, in order; none of a word that is rare itself."""
    if len(form) < _SHORTEST or not (form.isascii() and form.isalpha()):
        return ()
    near = dict(vocabulary(form[:2]))
    number = near.get(form, 0)
    for other in _early(form):
        near |= {word: count for word, count in vocabulary(other).items() if word == other}
    return tuple(sorted(w for w, count in near.items() if _rare(count, number) and _slip(form, w) and not is_word(w)))


def is_indonesian_word(form: str) -> bool:
    """Whether a normalised word is one of the lists, or is made from a listed root."""
    return root_of(form) is not None or root_of(form, _words()) is not None


def _rare(count: int, number: int) -> bool:
    return count * (_RARER_ONCE if count == 1 else _RARER) <= number


def _early(form: str) -> Iterator[str]:
    """The slips in the first two letters: one that is missing or doubled, two that are swapped."""
    yield form[0] + form[2:]
    yield form[0] + form
    yield form[0] + form[2] + form[1] + form[3:]
    yield form[1] + form[0] + form[2:]


def _slip(form: str, word: str) -> bool:
    """Whether one letter is missing, one too many or another, or two neighbours are swapped."""
    if word == form or len(word) < _LEAST or not word.isalpha() or abs(len(word) - len(form)) > 1:
        return False
    same = next((at for at, (a, b) in enumerate(zip(form, word, strict=False)) if a != b), min(len(form), len(word)))
    rest, other = form[same:], word[same:]
    if len(rest) != len(other):
        return rest[1:] == other or rest == other[1:]
    return rest[1:] == other[1:] or (rest[:2] == other[1::-1] and rest[2:] == other[2:])


@cache
def _words() -> Mapping[str, str]:
    return {word: word for word in words_of(FILE)}

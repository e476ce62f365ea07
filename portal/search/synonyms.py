"""Classes of expressions that mean the same: those of everyday Indonesian, joined with those of a city."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import islice, product
from pathlib import Path
from typing import TypeVar

from .word_list import listed

FILE = Path(__file__).parent / "data" / "everyday_words.id.txt"
ENGLISH = Path(__file__).parent / "data" / "english_words.id.txt"

_MOST_WAYS = 12  # to say an expression of several words
Stems = tuple[str, ...]
Member = TypeVar("Member")


class Synonyms:
    """``alternatives``: the stems of an expression -> those of all others of its class, in the order of the tables.

    ``written``: the stems of an expression -> how it is written. ``foreign``: expressions of another language with what
    they mean in this one, whose class they find without being of it: whoever asks in this one is shown none of them.
    """

    def __init__(
        self,
        classes: Iterable[Sequence[str]],
        stems: Callable[[str], str],
        foreign: Iterable[tuple[Sequence[str], Sequence[str]]] = (),
    ) -> None:
        self.written: dict[Stems, list[str]] = {}
        keyed = ([key for text in expressions if (key := self._key(text, stems))] for expressions in classes)
        self.alternatives = {key: others for key, others in joined(keyed).items() if others}
        self._same = {key[0]: min([key[0], *self._words(key[0])]) for key in self.alternatives if len(key) == 1}
        self._otherwise = {self._plain(key): key for key in self.alternatives if len(key) > 1}
        for expressions, meanings in foreign:
            meant = [way for meaning in meanings for way in self._ways(self._key(meaning, stems))]
            for key in (self._key(text, stems) for text in expressions):
                self.alternatives.setdefault(key, meant)

    def others(self, key: Stems) -> list[Stems]:
        """All other ways to say an expression, or one with other words of the same classes: ``tdk nyala``."""
        found = self.alternatives.get(key, [])
        if found or len(key) < 2 or (known := self._otherwise.get(self._plain(key))) is None:
            return found
        return [known, *self.alternatives[known]]

    def _plain(self, key: Stems) -> Stems:
        return tuple(self._same.get(stem, stem) for stem in key)

    def _words(self, stem: str) -> list[str]:
        """The single words that mean the same."""
        return [other[0] for other in self.alternatives.get((stem,), ()) if len(other) == 1]

    def _ways(self, key: Stems) -> list[Stems]:
        """All ways to say an expression: those of its class, or of the words that it is made of."""
        if len(key) == 1 or key in self.alternatives:
            return [key, *self.alternatives.get(key, ())]
        words = ([stem, *self._words(stem)] for stem in key)
        return list(islice(product(*words), _MOST_WAYS))

    def _key(self, text: str, stems: Callable[[str], str]) -> Stems:
        key = tuple(stems(text).split())
        known = self.written.setdefault(key, [])
        if text not in known:
            known.append(text)
        return key


def joined(classes: Iterable[Sequence[Member]]) -> dict[Member, list[Member]]:
    """Each member -> all others of its class; classes that share a member are one."""
    found: dict[Member, list[Member]] = {}
    for members in classes:
        together = list(dict.fromkeys(one for member in members for one in found.get(member, [member])))
        found |= dict.fromkeys(together, together)
    return {member: [other for other in all_ if other != member] for member, all_ in found.items()}


def classes(language: str, own: Mapping[str, str]) -> list[Sequence[str]]:
    """The everyday classes of a language and the pairs of a city."""
    return [*(everyday() if language == "id" else ()), *own.items()]


@cache
def everyday() -> tuple[tuple[str, ...], ...]:
    """The classes of the list."""
    return tuple(map(_texts, listed(FILE)))


@cache
def english() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """English expressions with all that they may mean in Indonesian complaints."""
    pairs = (line.partition("=") for line in listed(ENGLISH))
    return tuple((_texts(typed), _texts(meant)) for typed, _, meant in pairs)


def _texts(listed_: str) -> tuple[str, ...]:
    return tuple(text.strip() for text in listed_.split(","))

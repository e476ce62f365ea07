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
        for expressions, meanings in foreign:
            meant = [way for meaning in meanings for way in self._ways(self._key(meaning, stems))]
            for key in (self._key(text, stems) for text in expressions):
                self.alternatives.setdefault(key, meant)

    def _ways(self, key: Stems) -> list[Stems]:
        """All ways to say an expression: those of its class, or of the words that it is made of."""
        if len(key) == 1 or key in self.alternatives:
            return [key, *self.alternatives.get(key, ())]
        of_words = ([(stem,), *self.alternatives.get((stem,), ())] for stem in key)
        words = ([one[0] for one in ways if len(one) == 1] for ways in of_words)
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

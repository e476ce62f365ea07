"""Classes of expressions that mean the same: those of everyday Indonesian, joined with those of a city."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from .word_list import listed

FILE = Path(__file__).parent / "data" / "everyday_words.id.txt"
ENGLISH = Path(__file__).parent / "data" / "english_words.id.txt"

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
        foreign: Iterable[tuple[Sequence[str], str]] = (),
    ) -> None:
        self.written: dict[Stems, list[str]] = {}
        keyed = ([key for text in expressions if (key := self._key(text, stems))] for expressions in classes)
        self.alternatives = {key: others for key, others in joined(keyed).items() if others}
        for expressions, meaning in foreign:
            meant = self._key(meaning, stems)
            for key in (self._key(text, stems) for text in expressions):
                self.alternatives.setdefault(key, [meant, *self.alternatives.get(meant, ())])

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
    return tuple(tuple(text.strip() for text in line.split(",")) for line in listed(FILE))


@cache
def english() -> tuple[tuple[tuple[str, ...], str], ...]:
    """English expressions with what they mean in Indonesian complaints."""
    pairs = (line.partition("=") for line in listed(ENGLISH))
    return tuple((tuple(text.strip() for text in typed.split(",")), meaning.strip()) for typed, _, meaning in pairs)

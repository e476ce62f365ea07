"""Classes of expressions that mean the same: those of everyday Indonesian, joined with those of a city."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "everyday_words.id.txt"

Stems = tuple[str, ...]


class Synonyms:
    """``alternatives``: the stems of an expression -> those of all others of its class, in the order of the tables.

    ``written``: the stems of an expression -> how it is written.
    """

    def __init__(self, classes: Iterable[Sequence[str]], stems: Callable[[str], str]) -> None:
        self.written: dict[Stems, list[str]] = {}
        found: dict[Stems, list[Stems]] = {}
        for expressions in classes:
            members = [key for text in expressions if (key := self._key(text, stems))]
            joined = list(dict.fromkeys(member for key in members for member in found.get(key, [key])))
            found |= dict.fromkeys(joined, joined)
        self.alternatives = {
            key: [other for other in members if other != key] for key, members in found.items() if len(members) > 1
        }

    def _key(self, text: str, stems: Callable[[str], str]) -> Stems:
        key = tuple(stems(text).split())
        known = self.written.setdefault(key, [])
        if text not in known:
            known.append(text)
        return key


def classes(language: str, own: Mapping[str, str]) -> list[Sequence[str]]:
    """The everyday classes of a language and the pairs of a city."""
    return [*(everyday() if language == "id" else ()), *own.items()]


@cache
def everyday() -> tuple[tuple[str, ...], ...]:
    """The classes of the list."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return tuple(
        tuple(text.strip() for text in line.split(",")) for line in lines if line.strip() and not line.startswith("#")
    )

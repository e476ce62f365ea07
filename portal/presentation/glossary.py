"""One word for one thing: the words that all texts of the portal are held to, and what they mean."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import Flask

from ..domain.status import Status

STATUSES = frozenset(status.value for status in Status)
FILE = Path(__file__).with_name("glossary.toml")


@dataclass(frozen=True, slots=True)
class GlossaryWord:
    """``id`` and ``en``: the word in Indonesian and English; ``never_id``, ``never_en``: what no text says instead.
    ``codes``: the statuses, types and endings of reports that it names; ``also_id``, ``also_en``: what only the page of
    words says besides."""

    id: str
    en: str
    means_id: str
    means_en: str
    never_id: Sequence[str]
    never_en: Sequence[str]
    codes: Sequence[str] = ()
    also_id: str = ""
    also_en: str = ""

    @property
    def status(self) -> str:
        """The status among the codes, '' where none of them is one."""
        return next((code for code in self.codes if code in STATUSES), "")


def register(app: Flask) -> None:
    app.jinja_env.globals.update(glossary_word=glossary_word, glossary_words=glossary_words)


@lru_cache(maxsize=1)
def glossary() -> tuple[GlossaryWord, ...]:
    """In the order of the file: from the report to what may be done with a list."""
    with FILE.open("rb") as file:
        return tuple(GlossaryWord(**word) for word in tomllib.load(file)["word"])


def glossary_word(code: str) -> GlossaryWord:
    """The word for a status, a type of statuses or an ending; also for a word of the glossary itself (its ``id``)."""
    return _by_code()[code]


def glossary_words(codes: Iterable[str]) -> list[GlossaryWord]:
    """The words for those of ``codes`` that the glossary knows, each once, in the order of the file."""
    asked = frozenset(codes)
    return [word for word in glossary() if word.id in asked or not asked.isdisjoint(word.codes)]


@lru_cache(maxsize=1)
def _by_code() -> dict[str, GlossaryWord]:
    named = {word.id: word for word in glossary()}
    return named | {code: word for word in glossary() for code in word.codes}

"""One word for one thing: the words that all texts of the portal are held to, and what they mean."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("glossary.toml")


@dataclass(frozen=True, slots=True)
class GlossaryWord:
    """``id`` and ``en``: the word in Indonesian and English; ``never_id``, ``never_en``: what no text says instead."""

    id: str
    en: str
    means_id: str
    means_en: str
    never_id: Sequence[str]
    never_en: Sequence[str]


@lru_cache(maxsize=1)
def glossary() -> tuple[GlossaryWord, ...]:
    """In the order of the file: from the report to what may be done with a list."""
    with FILE.open("rb") as file:
        return tuple(GlossaryWord(**word) for word in tomllib.load(file)["word"])

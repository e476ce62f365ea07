"""Words that say nothing of what a report is about, by language: question words, particles, pronouns."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from whoosh.lang.stopwords import stoplists

from .word_list import words_of

FILE = Path(__file__).parent / "data" / "function_words.id.txt"
#: English ones that are something else in Indonesian: a short for "nomor", an axle. (Single letters count streets.)
_NOT_IN_INDONESIAN = frozenset({"no", "as"})


@cache
def function_words(language: str) -> frozenset[str]:
    """Those of a city whose texts are in ``language``, "id" or "en"; people ask an Indonesian city in English too."""
    english = frozenset(stoplists["en"])
    if language == "en":
        return english
    return words_of(FILE) | frozenset(word for word in english - _NOT_IN_INDONESIAN if len(word) > 1)

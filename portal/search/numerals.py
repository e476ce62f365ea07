"""Whether a word counts what follows it: after a number "kali" is how often something was, and no river."""

from __future__ import annotations

import re

TIMES = frozenset({"kali"})
_WORDS = """
satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas belas puluh ratus seratus ribu
beberapa berapa banyak sekian tiap setiap berulang berkali
"""
_COUNTING = frozenset(_WORDS.split())
_LAST = re.compile(r"([^\W_]+)[\s-]*$")


def counts(word: str) -> bool:
    """``word``: normalised."""
    return word.isdigit() or word in _COUNTING


def said_often(word: str, before: str) -> bool:
    """Whether a normalised ``word`` says how often, by the text ``before`` it."""
    last = _LAST.search(before.lower()) if word in TIMES else None
    return last is not None and counts(last[1])

"""Colloquial Indonesian words as the written language has them: ``ngalir`` mengalir, ``nutupin`` menutupi, ``ketutup``
tertutup, ``bauuu`` bau, ``uler`` ular. Only queries are widened by them, and only by words that the index has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_SHORTEST = 5  # letters of a verb that is taken for a colloquial one
_SHORTEST_SOUND = 4  # of a word whose last vowel is spoken otherwise
_LEFT = 3  # letters that its beginning leaves
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_ROMAN = re.compile(r"[ivxlcdm]+")
#: A beginning that the spoken language leaves of a prefix, and what the written word may begin with instead.
_BEGINNINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("nge", ("menge", "meng", "")),
    ("ng", ("meng", "k")),
    ("ny", ("meny", "s", "c")),
    ("nd", ("mend", "d")),
    ("nj", ("menj", "j")),
    ("nc", ("menc", "c")),
    ("n", ("men", "t")),
    ("mb", ("memb", "b")),
    ("m", ("mem", "p")),
    ("ke", ("ter",)),
)
#: The spoken ending of a verb, and the written ones.
_ENDING, _ENDINGS = "in", ("kan", "i", "")
#: The vowel of a closed last syllable as it is spoken, and as it may be written: ``pager``, ``naek``, ``telor``.
_LAST_VOWEL = re.compile(r"(?P<before>[a-z]*)(?P<spoken>[eo])(?P<after>[bcdfghjklmnpqrstvwxyz]{1,2})")
_VOWELS = {"e": "ai", "o": "u"}


def unstretched(form: str, is_known: Callable[[str], bool]) -> str:
    """A word without the letters that somebody held down; itself where it has none or nothing is known that is left."""
    if not _STRETCHED.search(form) or not form.isascii() or not form.isalpha() or _ROMAN.fullmatch(form):
        return form
    ways = (_STRETCHED.sub(r"\1", form), _STRETCHED.sub(r"\1\1", form))
    return next((way for way in ways if is_known(way)), form)


def written(form: str) -> Iterator[str]:
    """The words of the written language that a colloquial one may stand for, the likeliest first."""
    if len(form) < _SHORTEST or not (form.isascii() and form.isalpha()):
        return
    begun = list(dict.fromkeys(_begun(form)))
    for word in (form, *begun):
        if word.endswith(_ENDING) and len(word) - len(_ENDING) > _LEFT:
            yield from (word.removesuffix(_ENDING) + ending for ending in _ENDINGS)
    yield from begun


def spelt(form: str) -> Iterator[str]:
    """The words with the vowel of the last syllable as the written language may have it."""
    found = _LAST_VOWEL.fullmatch(form)
    if found and len(form) >= _SHORTEST_SOUND:
        yield from (f"{found['before']}{vowel}{found['after']}" for vowel in _VOWELS[found["spoken"]])


def _begun(form: str) -> Iterator[str]:
    for beginning, others in _BEGINNINGS:
        rest = form[len(beginning) :]
        if form.startswith(beginning) and len(rest) >= _LEFT:
            if beginning != "ke" or not form.endswith("an"):  # ``kebersihan`` is written so
                yield from (other + rest for other in others)
            return

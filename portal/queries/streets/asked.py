"""The streets that the words of a search name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sqlalchemy import bindparam, select

from ...domain.names import address
from ...domain.street import KINDS, street_key
from ...models import Street
from ..sources import Sources
from .find import StreetName, streets_named

MOST_WORDS = 12  # of a search, in which a street is looked for
LONGEST = 6  # words of a name
MOST_WITHIN = 3  # streets of which only a part of the name was said; of more nobody can tell which was meant
_SHORTEST = 4  # letters of a word by which a name is looked for
_UNSAID = str.maketrans(dict.fromkeys('"()'))  # signs around a name
_KEY = Street.__table__.c.key
_KNOWN = select(_KEY).where(_KEY.in_(bindparam("keys", expanding=True))).distinct()
_PLAIN = re.compile(r"[\w\s'\u2019.,/-]*")


def streets_asked(sources: Sources, text: str) -> list[StreetName]:
    """The streets of the longest name that stands in plain words; else the few with the words after "jalan" in it.

    A name of one word is one where its kind stands before it, or nothing else is asked.
    """
    words = address(text).split("-") if text.strip() and _PLAIN.fullmatch(text.translate(_UNSAID)) else []
    if not 0 < len(words) <= MOST_WORDS:
        return []
    keys = dict(_keys(words, sources.city.text_language))
    known = set(sources.session.execute(_KNOWN, {"keys": list(keys)}).scalars()) if keys else set()
    if not known:
        return _within(sources, words)
    longest = max(known, key=lambda key: (keys[key], key))
    return streets_named(sources, select(Street).where(Street.key == longest))


def _within(sources: Sources, words: Sequence[str]) -> list[StreetName]:
    """The streets in whose names the words after their kind stand, as many of these as there are: ``jl fatmawati`` is
    Jalan RS Fatmawati Raya."""
    starts = [at for at, word in enumerate(words) if at == len(words) - 1 == 0 or (at and words[at - 1] in KINDS)]
    for start in starts if sources.city.text_language != "en" else ():
        if len(words[start]) < _SHORTEST:
            continue
        begun = select(Street).where(Street.key.contains(f"-{words[start]}"))
        having = streets_named(sources, begun)
        for length in range(min(LONGEST, len(words) - start), 0, -1):
            name = f"-{'-'.join(words[start : start + length])}-"
            if found := [one for one in having if name in f"{street_key(one.name)}-"]:
                return found if len(found) <= MOST_WITHIN else []
    return []


def _keys(words: Sequence[str], language: str) -> Iterator[tuple[str, int]]:
    """(what may be a street's name, how many words of the search it is), the longer one last where two are equal."""
    kinds = ("",) if language == "en" else ("Jalan", "Gang")
    for length in range(1, min(LONGEST, len(words)) + 1):
        for start in range(len(words) - length + 1):
            name = words[start : start + length]
            if name[0] in KINDS and language != "en":
                continue
            kind = KINDS.get(words[start - 1]) if start and language != "en" else None
            if length == 1 and not kind and len(words) > 1:
                continue
            for one in (kind,) if kind else kinds:
                yield street_key(" ".join(filter(None, (one, *name)))), length

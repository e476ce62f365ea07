"""Which words of a query name where it is: an area of the city, or a street as the reports themselves name it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from whoosh.query import ConstantScoreQuery, Phrase, Query, Term

from ..domain.city import City
from ..domain.street import KINDS
from .analysis import TOKEN
from .engine import Engine
from .interpretation import Typed

_SCORE = 20.0  # of a word that names the place, times how rare it is: more than all other words together
_AREA_RARITY = 2.0  # of an area by its name, the larger ones in it too
_OF_PLACES = 0.6  # a word is the name of a place when so many of the tickets that have it lie at a place with it
#: What stands before the name of a place, and is none by itself.
_RELATIONS = """
di daerah wilayah kawasan kelurahan kecamatan kel kec sekitar dekat depan belakang samping
seberang pinggir sepanjang tengah atas bawah arah in at on near along
"""
_AT = frozenset(_RELATIONS.split()) | KINDS.keys()


@dataclass(frozen=True, slots=True)
class PlacesNamed:
    """``words``: how rare each word of a name is; ``pairs``: those that stand together; ``areas``: the codes of areas
    that are named in full. ``matter``: the words before the first name."""

    words: Mapping[str, float]
    pairs: tuple[tuple[str, str], ...]
    areas: tuple[str, ...]
    matter: frozenset[str]

    def queries(self) -> Iterator[Query]:
        """What lies there: by each word of a name, once more by two that stand together, and by the area."""
        for stem, rarity in self.words.items():
            yield ConstantScoreQuery(Term("place", stem), _SCORE * rarity)
        for pair in self.pairs:
            yield ConstantScoreQuery(Phrase("place", list(pair)), _SCORE * sum(self.words[stem] for stem in pair))
        yield from (ConstantScoreQuery(Term("area", code), _SCORE * _AREA_RARITY) for code in self.areas)


def places_named(text: str, words: Sequence[Typed], engine: Engine, city: City) -> PlacesNamed:
    """The places that ``words``, those of the query ``text``, name.

    A name is the full name of an area, or words of places that follow each other; a single one is a name where it
    follows a word such as "di", or where nothing else is one.
    """
    areas = dict(_areas(words, engine, city))
    known = {stem for stems in areas.values() for stem in stems}
    rarity = _rarity([word.stem for word in words], engine, known)
    runs = _runs(words, rarity)
    whole = {tuple(word.stem for word in run if word.form not in _AT) for run in runs}
    areas = {code: stems for code, stems in areas.items() if stems in whole}  # no part of a street's name
    certain = [run for run in runs if len(run) > 1 or run[0].stem in known or _introduced(text, run[0])]
    chosen = certain or runs
    stems = {word.stem: rarity[word.stem] for run in chosen for word in run}
    pairs = dict.fromkeys((one.stem, other.stem) for run in chosen for one, other in pairwise(run))
    first = certain[0][0].start if certain else 0
    matter = frozenset(word.stem for word in words if word.start < first and word.stem not in stems)
    return PlacesNamed(stems, tuple(pairs), tuple(areas), matter)


def _areas(words: Sequence[Typed], engine: Engine, city: City) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(code, stems of its name) of each area whose name stands in the query."""
    typed = [word.stem for word in words]
    for area in city.areas.values():
        stems = tuple(engine.analyser.stems(area.name).split())
        if stems and any(tuple(typed[at : at + len(stems)]) == stems for at in range(len(typed))):
            yield area.code, stems


def _rarity(stems: Sequence[str], engine: Engine, named: Collection[str]) -> dict[str, float]:
    """How rare each word of a place's name is; ``named``: words that are ones in any case."""
    anywhere, there = engine.frequencies("text", stems), engine.frequencies("place", stems)
    return {
        stem: log(engine.documents() / number)
        for stem, number in there.items()
        if number < engine.documents() and (stem in named or number >= _OF_PLACES * anywhere.get(stem, 0))
    }


def _runs(words: Sequence[Typed], names: Collection[str]) -> list[list[Typed]]:
    """The words of names, those that follow each other together."""
    found: list[list[Typed]] = []
    before = False
    for word in words:
        if word.stem in names:
            if not before:
                found.append([])
            found[-1].append(word)
        before = word.stem in names
    return [run for run in found if len(run) > 1 or run[0].form not in _AT]


def _introduced(text: str, word: Typed) -> bool:
    """Whether a word such as "di" stands before this one."""
    before = TOKEN.findall(text[: max(0, word.start)].lower())
    return bool(before) and before[-1] in _AT

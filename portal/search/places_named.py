"""Which words of a query name where it is: an area of the city, or a street as the reports themselves name it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from whoosh.query import And, ConstantScoreQuery, Or, Phrase, Query, Term

from ..domain.city import City
from ..domain.street import KINDS
from .analysis import TOKEN
from .engine import Engine
from .interpretation import Typed
from .synonyms import Stems

_SCORE = 20.0  # of a word that names the place, times how rare it is: more than all other words together
_AREA = 4.0  # added to the rarity of an area that is named in full, so that it is worth what a street's name is
_OF_PLACES = 0.6  # a word is the name of a place when so many of the tickets that have it lie at a place with it
_FEW = 10  # tickets of a place that are looked through
#: What stands before the name of a place, and is none by itself.
_RELATIONS = """
di daerah wilayah kawasan kelurahan kecamatan kel kec sekitar dekat depan belakang samping
dkt dket deket dpn blkg smpg seberang pinggir sepanjang tengah atas bawah arah in at on near along
"""
RELATIONS = frozenset(_RELATIONS.split())
_AT = RELATIONS | KINDS.keys()


@dataclass(frozen=True, slots=True)
class PlacesNamed:
    """``words``: how rare each word of a name is; ``pairs``: those that stand together; ``areas``: the stems of names
    of areas, named in full, with the codes of those that are called so and how rare they are. ``matter``: the words
    before the first name."""

    words: Mapping[str, float]
    pairs: tuple[tuple[str, str], ...]
    areas: Mapping[Stems, tuple[tuple[str, ...], float]]
    matter: frozenset[str]

    def corner(self, documents: int) -> Query | None:
        """What lies there by all words of the name, where it is a street or spot with few tickets."""
        if len(self.words) < 2 or self.areas or max(self.words.values()) < log(documents / _FEW):
            return None
        return And([Term("place", stem) for stem in self.words])

    def queries(self) -> Iterator[Query]:
        """What lies there: by each word of a name, and once more by two that stand together.

        An area is one name: whatever lies in it lies there alike, and so does what lies at a street of that name; a
        single word of it says nothing.
        """
        for stems, (codes, rarity) in self.areas.items():
            street = Phrase("place", list(stems)) if len(stems) > 1 else Term("place", stems[0])
            there = Or([*(Term("area", code) for code in codes), street])
            yield ConstantScoreQuery(there, _SCORE * (_AREA + rarity))
        of_areas = {stem for stems in self.areas for stem in stems}
        for stem, rarity in self.words.items():
            if stem not in of_areas:
                yield ConstantScoreQuery(Term("place", stem), _SCORE * rarity)
        for pair in self.pairs:
            if not of_areas.issuperset(pair):
                yield ConstantScoreQuery(Phrase("place", list(pair)), _SCORE * sum(self.words[stem] for stem in pair))


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
    return PlacesNamed(stems, tuple(pairs), _by_name(areas, engine), matter)


def _by_name(areas: Mapping[str, Stems], engine: Engine) -> dict[Stems, tuple[tuple[str, ...], float]]:
    """Name -> codes of the areas that have it, and how rare their tickets are."""
    named: dict[Stems, list[str]] = {}
    for code, stems in areas.items():
        named.setdefault(stems, []).append(code)
    numbers = engine.frequencies("area", areas)
    most = {stems: max((numbers.get(code, 0) for code in codes), default=0) for stems, codes in named.items()}
    return {stems: (tuple(codes), log((engine.documents() + 1) / (most[stems] + 1))) for stems, codes in named.items()}


def _areas(words: Sequence[Typed], engine: Engine, city: City) -> Iterator[tuple[str, Stems]]:
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

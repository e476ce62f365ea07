"""What matches only some of the words of a query, scored: the named place most, what they speak of, rare words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from whoosh.query import And, AndMaybe, Or, Phrase, Query, Term

from ..domain.city import City
from .engine import Engine
from .evened import evened
from .filter_query import all_of, any_of
from .interpretation import ParsedQuery
from .kinds_asked import kinds_asked
from .places_named import RELATIONS, places_named
from .ranking import TITLE_BOOST, asks_for_words

_MATTER_BOOST = 2.0  # of a title's words that were said before the place: what happened there comes after it


def partial(text: str, reading: ParsedQuery, engine: Engine, city: City) -> Query | None:
    """The tree to ask ``engine.best`` for; None where the query has no words that could be left out.

    What is no word (fields, negations, phrases in quotes) stays required, and of the words that name no place one; or,
    of what lies there, the category that they speak of. Where few reports lie there and none says any of that,
    all of them come: they may say it in other words.
    """
    parts = list(_parts(reading.tree)) if reading.tree is not None else []
    words = [part for part in parts if is_optional(part)]
    if not words:
        return None
    places = places_named(text, reading.words, engine, city)
    typed = {word.stem for word in reading.words}
    beside = {word.stem for word in reading.words if word.form in RELATIONS}  # ``dekat`` is no matter of its own
    subject = [part for part in words if not _is_within(_stems(part) & typed, places.words)]
    matters = [part for part in subject if not _is_within(_stems(part) & typed, beside)]
    kinds, there = kinds_asked(matters, engine), list(places.queries())
    wanted = evened((matters if there else subject) or words, engine)
    if there and (meant := kinds.meant()):
        wanted.append(And([any_of(there), any_of(meant)]))
    corner = places.corner(engine.documents())
    if corner and not engine.categories(And([corner, any_of(wanted)])):
        wanted.append(corner)
    required = all_of([*(part for part in parts if not is_optional(part)), any_of(wanted)])
    assert required is not None
    scored = [*_titles(matters, places.matter), *there, *kinds.queries()]
    return AndMaybe(required, Or(scored)) if scored else required


def is_optional(part: Query) -> bool:
    """Whether a part of a query may be left out: it asks for words, but not for a phrase."""
    return asks_for_words(part) and not isinstance(part, Phrase)


def _parts(tree: Query) -> Iterator[Query]:
    """What must all match."""
    if isinstance(tree, And):
        for part in tree.subqueries:
            yield from _parts(part)
    else:
        yield tree


def _is_within(typed: set[str], places: Collection[str]) -> bool:
    """Whether all that was typed of a part names a place: "lampu jalan" does not, though "jalan" begins a name."""
    return bool(typed) and typed <= set(places)


def _stems(part: Query) -> set[str]:
    return {leaf.text for leaf in part.leaves() if isinstance(leaf, Term) and leaf.fieldname == "words"}


def _titles(subject: Sequence[Query], matter: Collection[str]) -> Iterator[Query]:
    """The words of the subject in a title."""
    for part in subject:
        stems = _stems(part)
        boost = TITLE_BOOST * (1 if stems.isdisjoint(matter) else _MATTER_BOOST)
        yield from (Term("title", stem, boost=boost) for stem in sorted(stems))

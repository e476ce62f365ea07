"""How a query text was understood: the tree that engines run, and the parts in which a page explains it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from whoosh.query import Query

from .fields import Problem

PartKind = Literal["all", "any", "not", "word", "phrase", "prefix", "fact"]
NoteKind = Problem | Literal["unknown_field", "stop_word", "short_prefix", "too_long"]


@dataclass(frozen=True, slots=True)
class ParsedPart:
    """A piece of a query. ``all``, ``any`` and ``not`` hold parts, the others hold values.

    ``word``: what was typed; ``also``: its synonyms. ``fact``: the name of a field and its values; of ``received``,
    ``days`` and ``handoffs`` the two ends, '' where open. ``field`` of words: in which part of a ticket, '' for any.
    """

    kind: PartKind
    values: tuple[str, ...] = ()
    field: str = ""
    also: tuple[str, ...] = ()
    parts: tuple[ParsedPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was left out or may surprise."""

    kind: NoteKind
    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """A plain word of the query and its position in the text, for spelling. ``start`` < 0: the position is unknown."""

    form: str
    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marks:
    """What to highlight in a text: stems, prefixes of normalised words, and whole normalised words."""

    stems: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    forms: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.stems or self.prefixes or self.forms)


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query text as it was understood. ``tree`` None: there is nothing in it, everything matches."""

    tree: Query | None = None
    part: ParsedPart | None = None
    notes: tuple[Note, ...] = ()
    words: tuple[Typed, ...] = ()
    marks: Marks = Marks()

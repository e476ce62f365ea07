"""How a query text was understood: the tree that engines run, and the parts in which a page explains it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Literal

from whoosh.query import Query

from .fields import Problem

PartKind = Literal["all", "any", "not", "word", "phrase", "prefix", "fact"]
NoteKind = (
    Problem
    | Literal["unknown_field", "stop_word", "short_prefix", "too_long", "star", "sign", "operator", "no_words"]
    | Literal["one_name"]
)


@dataclass(frozen=True, slots=True)
class ParsedPart:
    """A piece of a query. ``all``, ``any`` and ``not`` hold parts, the others hold values.

    ``word``: what was typed; ``also``: its synonyms. ``fact``: the name of a field and its values; of ``received``,
    ``days`` and ``handoffs`` the two ends, '' where open. ``field`` of words: in which part of a ticket, '' for any.
    ``below``: how many agencies below these are meant with them. ``level``: the only level of areas that is meant, by
    its name in the pack.
    """

    kind: PartKind
    values: tuple[str, ...] = ()
    field: str = ""
    also: tuple[str, ...] = ()
    below: int = 0
    level: str = ""
    parts: tuple[ParsedPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was left out or read otherwise. ``read``: as what it was read instead.

    ``near``: values of the field with a name near the unknown one, which stands from ``start`` to ``end`` in the text
    as it was typed; a negative ``start`` is unknown.
    """

    kind: NoteKind
    text: str
    field: str = ""
    read: str = ""
    near: tuple[str, ...] = dataclasses.field(default=(), compare=False)
    start: int = dataclasses.field(default=-1, compare=False)
    end: int = dataclasses.field(default=-1, compare=False)


@dataclass(frozen=True, slots=True)
class Typed:
    """A plain word of the query and its position in the text, for spelling. ``start`` < 0: the position is unknown."""

    form: str
    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Expression:
    """One word, or several side by side: by their stems, as they are written, or the last one by its beginning."""

    words: tuple[str, ...]
    by: Literal["stem", "form", "beginning"] = "stem"


@dataclass(frozen=True, slots=True)
class QueryMark:
    """A word or phrase of a query as the expressions that meet it in a text. ``part``: of a ticket, '' for any."""

    expressions: tuple[Expression, ...]
    part: str = ""


Marks = tuple[QueryMark, ...]


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query text as it was understood. ``tree`` None: there is nothing in it, everything matches.

    ``words``: the plain words; ``within``: those that are looked for in one part only (``teks:``, ``jawaban:``).
    ``only_stop_words``: they say nothing, and are searched for only as there are no others.
    """

    tree: Query | None = None
    part: ParsedPart | None = None
    notes: tuple[Note, ...] = ()
    words: tuple[Typed, ...] = ()
    within: tuple[Typed, ...] = ()
    marks: Marks = ()
    only_stop_words: bool = False

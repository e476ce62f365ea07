"""The query language: a person's text in, a Whoosh query tree and its explanation out. Never an error."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from typing import TypeVar

from whoosh.qparser import QueryParser, plugins, syntax
from whoosh.qparser.taggers import RegexTagger

from ..domain.city import City
from ..domain.source_clock import SourceClocks
from .analysis import Analyser
from .fields import FieldReader, fields_of, is_name
from .interpretation import Note, ParsedQuery, Typed
from .query_reader import QueryReader
from .typed_text import AND, NOT, OR, TypedText, put_right
from .whole_names import quoted

MAX_TEXT = 400  # characters of a query that are parsed
MAX_DEPTH = 8  # brackets within brackets; deeper ones are left out
_log = logging.getLogger(__name__)
Piece = TypeVar("Piece", Note, Typed)

_OR = rf"(?<=[\s)])(?:{'|'.join(map(re.escape, OR))})(?=[\s(])"
_AND = rf"(?<=[\s)])(?:{'|'.join(AND)})(?=[\s(])"
_NOT = rf"(?<![^\s()])(?:(?:{'|'.join(NOT)})(?=[\s(])|-(?=[^\s-]))"
_PHRASE = r'"(?P<text>[^"]*)"(?P<slop>)'
_PREFIX = r'(?P<text>[^\s*()":]+)\*+(?=[\s)]|$)'


class _Fields(plugins.FieldsPlugin):
    """``name:`` in any case and by any of its names; other words with a colon stay words."""

    class FieldTagger(RegexTagger):
        def __init__(self, expr: str, fields: Mapping[str, str]) -> None:
            super().__init__(expr)
            self._fields = fields

        def create(self, parser: QueryParser, match: re.Match[str]) -> syntax.FieldnameNode | None:
            name = self._fields.get(match["text"].lower())
            return None if name is None else syntax.FieldnameNode(name, match.group())

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(r"(?<!\w)(?P<text>\w+):(?=\S)", remove_unknown=False)
        self._fields = fields

    def taggers(self, parser: QueryParser) -> list[tuple[RegexTagger, int]]:
        return [(self.FieldTagger(self.expr, self._fields), 0)]


def parse(text: str, city: City, analyser: Analyser, clocks: SourceClocks) -> ParsedQuery:
    """A query text as understood for a city; ``days:`` of open tickets counts by ``clocks``. Never raises."""
    text = text[:MAX_TEXT].replace("\x00", " ").encode("utf-8", "replace").decode()
    if not text.strip():
        return ParsedQuery()
    reader, fields = FieldReader(city, clocks), fields_of(city)
    try:
        typed = put_right(text, fields, partial(is_name, city))
        node = _parser(tuple(fields.items())).process(_shallow(typed.text))
        return _interpreted(node, typed, reader, analyser)
    except Exception:
        # The parser is a dependency and the text is anybody's: what it cannot take is taken as plain words.
        _log.warning("query was parsed as plain words", exc_info=True)
        plain = TypedText(text, tuple(range(len(text))))
        return _interpreted(syntax.AndGroup([syntax.WordNode(text)]), plain, reader, analyser)


def with_quotes(text: str, city: City) -> str:
    """The text with quotes around the values of fields that are read on over the next words."""
    return quoted(text, fields_of(city), partial(is_name, city))


def _interpreted(node: syntax.SyntaxNode, typed: TypedText, fields: FieldReader, analyser: Analyser) -> ParsedQuery:
    reader = QueryReader(analyser, fields, typed.text)
    tree, part = reader.parse(node)
    only_stop_words = tree is None and any(note.kind == "stop_word" for note in reader.notes)
    if only_stop_words:
        reader = QueryReader(analyser, fields, typed.text, keep_stop_words=True)
        tree, part = reader.parse(node)
    notes = (*typed.notes, *(_placed(note, typed) for note in reader.notes))
    if tree is None and all(note.kind in ("sign", "operator") for note in notes):
        notes = (*notes, Note("no_words", " ".join(typed.text.split())))
    return ParsedQuery(
        tree=tree,
        part=part,
        notes=notes,
        words=tuple(_placed(word, typed) for word in reader.words),
        within=tuple(_placed(word, typed) for word in reader.within),
        marks=tuple(reader.marks),
        only_stop_words=only_stop_words,
    )


def _placed(piece: Piece, typed: TypedText) -> Piece:
    """A piece with its position in what was typed."""
    start, end = typed.typed(piece.start, piece.end)
    return replace(piece, start=start, end=end)


@lru_cache(maxsize=8)
def _parser(fields: tuple[tuple[str, str], ...]) -> QueryParser:
    """The parser for these names of fields. It keeps nothing of what it parses."""
    operators = plugins.OperatorsPlugin(And=_AND, Or=_OR, Not=_NOT, AndNot=None, AndMaybe=None, Require=None)
    named = _Fields(dict(fields))
    chosen = [named, plugins.PhrasePlugin(_PHRASE), plugins.GroupPlugin(), operators, plugins.PrefixPlugin(_PREFIX)]
    return QueryParser("words", None, plugins=chosen)


def _shallow(text: str) -> str:
    """The text without brackets that are too deep or inside quotes' reach; every other character keeps its place."""
    return "".join(_brackets(text))


def _brackets(text: str) -> Iterator[str]:
    depth = 0
    for character in text:
        if character == "(":
            depth += 1
            yield character if depth <= MAX_DEPTH else " "
        elif character == ")":
            yield character if 0 < depth <= MAX_DEPTH else " "
            depth = max(0, depth - 1)
        else:
            yield character

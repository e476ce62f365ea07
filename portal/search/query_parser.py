"""The query language: a person's text in, a Whoosh query tree and its explanation out. Never an error."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from whoosh.qparser import QueryParser, plugins, syntax
from whoosh.qparser.taggers import RegexTagger

from ..domain.city import City
from ..domain.source_clock import SourceClocks
from .analysis import Analyser
from .fields import FIELDS, FieldReader
from .interpretation import Marks, ParsedQuery
from .query_reader import QueryReader

MAX_TEXT = 400  # characters of a query that are parsed
MAX_DEPTH = 8  # brackets within brackets; deeper ones are left out
_log = logging.getLogger(__name__)

_OR = r"(?<=\s)(?:OR|ATAU)(?=\s)"
_AND = r"(?<=\s)(?:AND|DAN)(?=\s)"
_NOT = r"(?<![^\s(])(?:(?:NOT|BUKAN)(?=\s)|-(?=[^\s-]))"
_PHRASE = r'"(?P<text>[^"]*)"(?P<slop>)'
_PREFIX = r'(?P<text>[^\s*()":]+)\*+(?=[\s)]|$)'


class _Fields(plugins.FieldsPlugin):
    """``name:`` in any case and by any of its names; other words with a colon stay words."""

    class FieldTagger(RegexTagger):
        def create(self, parser: QueryParser, match: re.Match[str]) -> syntax.FieldnameNode | None:
            name = FIELDS.get(match["text"].lower())
            return None if name is None else syntax.FieldnameNode(name, match.group())

    def __init__(self) -> None:
        super().__init__(r"(?<!\w)(?P<text>\w+):(?=\S)", remove_unknown=False)

    def taggers(self, parser: QueryParser) -> list[tuple[RegexTagger, int]]:
        return [(self.FieldTagger(self.expr), 0)]


def parse(text: str, city: City, analyser: Analyser, clocks: SourceClocks) -> ParsedQuery:
    """A query text as understood for a city; ``days:`` of open tickets counts by ``clocks``. Never raises."""
    text = text[:MAX_TEXT].replace("\x00", " ").encode("utf-8", "replace").decode()
    if not text.strip():
        return ParsedQuery()
    fields = FieldReader(city, clocks)
    try:
        return _interpreted(_PARSER.process(_shallow(text)), text, fields, analyser)
    except Exception:
        # The parser is a dependency and the text is anybody's: what it cannot take is taken as plain words.
        _log.warning("query was parsed as plain words", exc_info=True)
        return _interpreted(syntax.AndGroup([syntax.WordNode(text)]), text, fields, analyser)


def _interpreted(node: syntax.SyntaxNode, text: str, fields: FieldReader, analyser: Analyser) -> ParsedQuery:
    reader = QueryReader(analyser, fields, text)
    tree, part = reader.parse(node)
    if tree is None and any(note.kind == "stop_word" for note in reader.notes):
        reader = QueryReader(analyser, fields, text, keep_stop_words=True)
        tree, part = reader.parse(node)
    return ParsedQuery(
        tree=tree,
        part=part,
        notes=tuple(reader.notes),
        words=tuple(reader.words),
        marks=Marks(frozenset(reader.stems), tuple(reader.prefixes), frozenset(reader.forms)),
    )


def _parser() -> QueryParser:
    operators = plugins.OperatorsPlugin(And=_AND, Or=_OR, Not=_NOT, AndNot=None, AndMaybe=None, Require=None)
    chosen = [_Fields(), plugins.PhrasePlugin(_PHRASE), plugins.GroupPlugin(), operators, plugins.PrefixPlugin(_PREFIX)]
    return QueryParser("words", None, plugins=chosen)


_PARSER = _parser()


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

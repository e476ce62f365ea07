"""The query language of the lens: a person's text in, a Whoosh query tree out, and how it was read. Never an error."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from whoosh.qparser import QueryParser, plugins, syntax
from whoosh.qparser.taggers import RegexTagger

from ..domain.city import City
from .analysis import Analyser
from .fields import FIELDS, Facts
from .index_entry import code_key
from .interpretation import Marks, ParsedQuery, QueryReader

MAX_TEXT = 400  # characters of a query that are read
MAX_DEPTH = 8  # brackets within brackets; deeper ones are left out
_log = logging.getLogger(__name__)

_OR = r"(?<=\s)(?:OR|ATAU)(?=\s)"
_AND = r"(?<=\s)(?:AND|DAN)(?=\s)"
_NOT = r"(?<![^\s(])(?:(?:NOT|BUKAN)(?=\s)|-(?=[^\s-]))"
_PHRASE = r'"(?P<text>[^"]*)"(?P<slop>)'
_PREFIX = r'(?P<text>[^\s*()":]+)\*+(?=[\s)]|$)'
_CODE = re.compile(r"\s*#?\s*[A-Za-z]{0,6}(?:[\s./-]?\d){6,}\s*")


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


def read(text: str, city: City, analyser: Analyser, now: datetime) -> ParsedQuery:
    """How a query text is read for a city; ``now`` is what ``days:`` of open tickets counts to. Never raises."""
    text = text[:MAX_TEXT].replace("\x00", " ").encode("utf-8", "replace").decode()
    if not text.strip():
        return ParsedQuery()
    try:
        node = _parser().process(_shallow(text))
        return _read(node, text, city, analyser, now)
    except Exception:
        # The parser is not ours and the text is anybody's: what it cannot take is read as plain words.
        _log.warning("query was read as plain words", exc_info=True)
        return _read(syntax.AndGroup([syntax.WordNode(text)]), text, city, analyser, now)


def code(text: str) -> str | None:
    """The ticket's code that a query text is, when it is nothing else; see Reading."""
    return code_key(text) if _CODE.fullmatch(text) else None


@lru_cache(maxsize=1)
def _parser() -> QueryParser:
    operators = plugins.OperatorsPlugin(And=_AND, Or=_OR, Not=_NOT, AndNot=None, AndMaybe=None, Require=None)
    chosen = [_Fields(), plugins.PhrasePlugin(_PHRASE), plugins.GroupPlugin(), operators, plugins.PrefixPlugin(_PREFIX)]
    return QueryParser("words", None, plugins=chosen)


def _read(node: syntax.SyntaxNode, text: str, city: City, analyser: Analyser, now: datetime) -> ParsedQuery:
    facts = Facts(city, now)
    reader = QueryReader(analyser, facts, text)
    tree, part = reader.read(node)
    if tree is None and any(note.kind == "stop_word" for note in reader.notes):
        reader = QueryReader(analyser, facts, text, keep_stop_words=True)
        tree, part = reader.read(node)
    return ParsedQuery(
        tree=tree,
        part=part,
        notes=tuple(reader.notes),
        words=tuple(reader.words),
        marks=Marks(frozenset(reader.stems), tuple(reader.prefixes)),
        code=code(text),
    )


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

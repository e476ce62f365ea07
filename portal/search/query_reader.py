"""Turns the syntax tree of a query text into a query tree and the parts that explain it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from whoosh.qparser import plugins, syntax
from whoosh.query import Not, Phrase, Prefix, Query, Term

from .analysis import TOKEN, Analyser, composed
from .fields import FieldReader, FieldValue
from .filter_query import all_of, any_of
from .index_entry import FORMS, PARTS
from .interpretation import Expression, Note, NoteKind, ParsedPart, PartKind, QueryMark, Typed
from .numerals import counts, said_often
from .ranking import Word
from .typed_text import SHORTEST_BEGINNING

MAX_LEAVES = 32  # words, phrases and fields that are parsed; the rest is left out with a note
_MOST_WORDS = 3  # of an expression with words that say nothing else
_JOINED = 8  # letters of two words that are written as one
_NEIGHBOURHOODS = ("rt", "rw")  # their numbers are written with and without zeros before them: 3, 03, 003
_WITH_NUMBER = re.compile(rf"({'|'.join(_NEIGHBOURHOODS)})(\d{{1,3}})", re.IGNORECASE)

Parsed = tuple[Query | None, ParsedPart | None]
NOTHING: Parsed = (None, None)


@dataclass
class QueryReader:
    """Walks the syntax tree of one query text and collects notes, plain words and what to highlight."""

    analyser: Analyser
    fields: FieldReader
    text: str
    keep_stop_words: bool = False
    notes: dict[Note, None] = field(default_factory=dict)
    words: list[Typed] = field(default_factory=list)
    within: list[Typed] = field(default_factory=list)
    marks: dict[QueryMark, None] = field(default_factory=dict)
    _leaves: int = 0
    _negative: bool = False

    def __post_init__(self) -> None:
        self.analyser.lexicon.refresh()

    def parse(self, node: syntax.SyntaxNode) -> Parsed:
        """A node as a query and as the part that explains it."""
        if isinstance(node, syntax.NotGroup):
            return self._not(node)
        if isinstance(node, syntax.OrGroup):
            return _joined("any", any_of, [self.parse(child) for child in node])
        if isinstance(node, syntax.GroupNode):
            return _joined("all", all_of, self._and(list(node)))
        if isinstance(node, syntax.TextNode):
            return _joined("all", all_of, self._text(node))
        return NOTHING

    def _and(self, nodes: Sequence[syntax.SyntaxNode]) -> list[Parsed]:
        """Neighbouring plain words are parsed together, because several words may be one expression with a synonym."""
        found: list[Parsed] = []
        run: list[Typed] = []
        part = ""
        for node in nodes:
            plain = isinstance(node, syntax.WordNode) and _part(node) is not None
            if run and not (plain and _part(node) == part):
                found += self._expressions(run, part)
                run = []
            if plain:
                part = _part(node) or ""
                run += self._plain(node)
            else:
                found.append(self.parse(node))
        return found + self._expressions(run, part)

    def _text(self, node: syntax.TextNode) -> list[Parsed]:
        part = _part(node)
        if part is None:
            return [self._field(node)]
        if isinstance(node, plugins.PhrasePlugin.PhraseNode):
            return [self._phrase(node.text, part)]
        if isinstance(node, plugins.PrefixPlugin.PrefixNode):
            return [self._prefix(node.text, part)]
        return self._expressions(self._plain(node), part)

    def _plain(self, node: syntax.TextNode) -> list[Typed]:
        """The words of a node."""
        self._look_for_field(node.text)
        start = getattr(node, "startchar", None) or 0
        if self.text[start : start + len(node.text)] != node.text:
            start = -len(node.text) - 1  # the parser has moved it: the position is unknown
        found = []
        for match in TOKEN.finditer(node.text):
            for word, first in _apart(match.group()):
                at = start + match.start() + first
                for form, stem in self._forms(word):
                    if self._more():
                        found.append(Typed(form, stem, at, at + len(word)))
        return found

    def _forms(self, word: str) -> Sequence[tuple[str, str]]:
        """The (form, stem) of each word of a token, without stretched letters."""
        found = self.analyser.words(word)
        plain = [self.analyser.lexicon.plain(form) for form, _ in found]
        if all(form == other for (form, _), other in zip(found, plain, strict=True)):
            return found
        return [one for form in plain for one in self.analyser.words(form)]

    def _without_stop_words(self, words: Sequence[Typed], *, anywhere: bool) -> list[Typed]:
        expressed = self._of_expressions(words)
        kept = [w for w in words if self.keep_stop_words or w in expressed or not self.analyser.is_stop_word(w.form)]
        for word in words:
            if word not in kept:
                self._note("stop_word", word.form)
        if not self._negative:
            (self.words if anywhere else self.within).extend(kept)
        return kept

    def _of_expressions(self, words: Sequence[Typed]) -> list[Typed]:
        """Words that say something as they stand: ``not`` in ``not working``, ``over`` in ``fly over``."""
        alternatives, found = self.analyser.alternatives, list[Typed]()
        for at, word in enumerate(words):
            if self.analyser.is_stop_word(word.form):
                around = ((first, last) for first in range(max(0, at - 2), at + 1) for last in range(at + 1, at + 4))
                pieces = (words[first:last] for first, last in around if 1 < last - first <= _MOST_WORDS)
                found += [word] if any(tuple(one.stem for one in piece) in alternatives for piece in pieces) else []
        return found

    def _expressions(self, run: Sequence[Typed], part: str) -> list[Parsed]:
        """Words one by one, and several as one where together they have a synonym. ``part``: of which they must be."""
        found: list[Parsed] = []
        run, at = self._without_stop_words(run, anywhere=not part), 0
        while at < len(run):
            padded = _padded(run[at].form) if at and run[at - 1].form in _NEIGHBOURHOODS else []
            alone = padded or said_often(run[at].form, self.text[: max(0, run[at].start)])
            length, others = (1, padded) if alone else self._synonyms(run[at:])
            found.append(self._expression(run[at : at + length], others, part))
            at += length
        return found

    def _synonyms(self, run: Sequence[Typed]) -> tuple[int, list[tuple[str, ...]]]:
        for length in range(min(4, len(run)), 0, -1):
            others = self.analyser.others(tuple(word.stem for word in run[:length]))
            others = others or self._otherwise_joined(run[:length])
            if others:
                return length, others
        return 1, []

    def _otherwise_joined(self, words: Sequence[Typed]) -> list[tuple[str, ...]]:
        """Two typed words as one, or one as two, where reports have it so."""
        lexicon = self.analyser.lexicon
        if len(words) == 2 and all(len(word.form) == 1 and word.form.isalpha() for word in words):
            initials = words[0].form + words[1].form  # ``T.B.`` and ``TB``
            return [(self.analyser.stems(initials),)] if lexicon.joined(initials) else []
        one = "".join(word.form for word in words)
        if len(words) == 2 and len(one) >= _JOINED and one.isalpha():
            stem = self.analyser.stems(one)
            others = self.analyser.alternatives.get((stem,), [])  # ``pot holes`` is no word of reports, but means one
            return [(stem,), *others] if others or lexicon.joined(one) else []
        if len(words) == 1 and len(words[0].form) >= _JOINED and (halves := lexicon.halves(words[0].form)):
            return [tuple(self.analyser.stems(" ".join(halves)).split())]
        if len(words) == 1 and words[0].form not in self.analyser.names and (written := lexicon.written(words[0].form)):
            stem = self.analyser.stems(written)
            return [(stem,), *self.analyser.alternatives.get((stem,), [])] if stem != words[0].stem else []
        return []

    def _slips(self, words: Sequence[Typed], others: Sequence[tuple[str, ...]]) -> list[str]:
        """The stems of rare words of the reports that are slips of this word or of one that means the same."""
        written = [words[0].form] if len(words) == 1 else []
        written += [form for stems in others if len(stems) == 1 for form in self.analyser.written.get(stems, ())]
        found = dict.fromkeys(slip for form in written for slip in self.analyser.lexicon.slips(form))
        known = {words[0].stem, *(stem for stems in others for stem in stems)}
        return [stem for slip in found if (stem := self.analyser.stems(slip)) not in known]

    def _expression(self, words: Sequence[Typed], others: Sequence[tuple[str, ...]], part: str) -> Parsed:
        name = part or "words"
        stems = tuple(word.stem for word in words)
        counted = len(words) > 1 and counts(words[0].form)  # a number and what it counts stand side by side
        own = _sequence(stems, name) if counted else all_of([Word(word.stem, word.form, name) for word in words])
        assert own is not None
        slips = self._slips(words, others)
        query = any_of([own, *(_sequence(other, name) for other in others), *(Term(name, stem) for stem in slips)])
        other = [*others, *((stem,) for stem in slips)]
        for single in [()] if counted else [(word.stem,) for word in words]:
            self._mark(part, *map(Expression, dict.fromkeys([stems, *filter(None, [single]), *other])))
        also = tuple(" ".join(stems) for stems in others)
        return query, ParsedPart("word", (" ".join(word.form for word in words),), part, also=also)

    def _phrase(self, text: str, part: str) -> Parsed:
        """The words as they are written, in order."""
        forms = tuple(form for form, _ in self.analyser.words(text)) if self._more() else ()
        if not forms:
            return NOTHING
        self._mark(part, Expression(forms, "form"))
        return _sequence(forms, FORMS.get(part, "forms")), ParsedPart("phrase", (" ".join(forms),), part)

    def _prefix(self, text: str, part: str) -> Parsed:
        forms = [form for form, _ in self.analyser.words(text)] if self._more() else []
        if not forms:
            return NOTHING
        beginning = forms.pop()
        if len(beginning) < SHORTEST_BEGINNING:
            self._note("short_prefix", text)
            return NOTHING
        for form in forms:
            self._mark(part, Expression((form,), "form"))
        self._mark(part, Expression((beginning,), "beginning"))
        name = FORMS.get(part, "forms")
        before: list[Query | None] = [Term(name, form) for form in forms]
        query = all_of([*before, Prefix(name, beginning)])
        return query, ParsedPart("prefix", (" ".join([*forms, beginning]),), part)

    def _field(self, node: syntax.TextNode) -> Parsed:
        level = self.fields.level(node.fieldname)
        found: list[FieldValue] = []
        for text, start, prefix in self._values(node):
            if not self._more():
                break
            value = self.fields.parse(node.fieldname, text, prefix=prefix)
            found.append(value)
            if value.problem is not None:
                end = start + len(text) + prefix
                named = " ".join(value.names)
                note = Note(value.problem, named, node.fieldname, near=value.near, start=start, end=end)
                self.notes[note] = None
        understood = [value for value in found if value.query is not None]
        if not understood:
            return NOTHING
        field = "area" if level else node.fieldname
        if field in ("received", "days", "handoffs"):
            spans = [(value.query, ParsedPart("fact", value.names, field)) for value in understood]
            return _joined("any", any_of, spans)
        names = tuple(dict.fromkeys(name for value in understood for name in value.names))
        below = sum(value.below for value in understood)
        return any_of([value.query for value in understood]), ParsedPart("fact", names, field, below=below, level=level)

    def _values(self, node: syntax.TextNode) -> Iterator[tuple[str, int, bool]]:
        """The values after a field, where each stands, and whether it is a beginning."""
        at = getattr(node, "startchar", None) or 0
        if isinstance(node, plugins.PhrasePlugin.PhraseNode):
            yield node.text.removesuffix("*"), at + 1, node.text.endswith("*")
            return
        end = at + len(node.text)
        for part in node.text.split(","):
            if part.strip():
                last = at + len(part) == end and isinstance(node, plugins.PrefixPlugin.PrefixNode)
                yield part, at if self.text.startswith(part, at) else -len(part) - 2, last
            at += len(part) + 1

    def _not(self, node: syntax.GroupNode) -> Parsed:
        before, self._negative = self._negative, True
        query, part = _joined("all", all_of, [self.parse(child) for child in node])
        self._negative = before
        if query is None or part is None:
            return NOTHING
        return Not(query), ParsedPart("not", parts=(part,))

    def _more(self) -> bool:
        """Whether one more leaf is parsed."""
        self._leaves += 1
        if self._leaves > MAX_LEAVES:
            self._note("too_long", "")
        return self._leaves <= MAX_LEAVES

    def _look_for_field(self, text: str) -> None:
        name, colon, value = composed(text).partition(":")
        if colon and value and name.isalpha() and not value.startswith("/"):
            self._note("unknown_field", name)

    def _mark(self, part: str, *expressions: Expression) -> None:
        if not self._negative:
            self.marks[QueryMark(expressions, part)] = None

    def _note(self, kind: NoteKind, text: str, field: str = "") -> None:
        self.notes[Note(kind, text, field)] = None


def _part(node: syntax.TextNode) -> str | None:
    """The part of a ticket whose words a node asks for, '' for any; None where it asks for no words."""
    if node.fieldname is None:
        return ""
    return node.fieldname if node.fieldname in PARTS else None


def _apart(token: str) -> list[tuple[str, int]]:
    """The words of a token with their places in it: ``rt03`` is two."""
    found = _WITH_NUMBER.fullmatch(token)
    return [(part, found.start(at)) for at, part in enumerate(found.groups(), 1)] if found else [(token, 0)]


def _padded(number: str) -> list[tuple[str, ...]]:
    """The other ways to write a neighbourhood's number, with fewer and more zeros before it."""
    bare = number.lstrip("0")
    if not bare.isdigit() or len(bare) > 3:
        return []
    ways = dict.fromkeys(bare.zfill(digits) for digits in range(len(bare), 4))
    return [(way,) for way in ways if way != number]


def _sequence(words: tuple[str, ...], name: str) -> Query:
    return Phrase(name, list(words)) if len(words) > 1 else Term(name, words[0])


def _joined(kind: PartKind, join: Callable[[list[Query]], Query | None], found: Iterable[Parsed]) -> Parsed:
    """Several parsed pieces as one; empty ones are left out."""
    kept = [(query, part) for query, part in found if query is not None and part is not None]
    if len(kept) < 2:
        return kept[0] if kept else NOTHING
    return join([query for query, _ in kept]), ParsedPart(kind, parts=tuple(part for _, part in kept))

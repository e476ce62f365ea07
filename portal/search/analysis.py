"""One analyser for both engines, for documents and for queries: turns a text into the stems that are matched."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from threading import Lock
from typing import Any

import snowballstemmer

from ..domain.city import City
from .function_words import function_words
from .indonesian_roots import root_of
from .slips import Lexicon, is_indonesian_word
from .synonyms import Synonyms, classes, english

TOKEN = re.compile(r"[^\W_]+(?:['\u2019\-][^\W_]+)*")
_ASCII_TOKEN = re.compile(
    r"[a-zA-Z0-9]+(?:['\-][a-zA-Z0-9]+)*"
)  # the same for ASCII, in little more than half the time
#: A term between the parts of a document, so that no phrase matches across them. No word is ever equal to it.
BREAK = "\u00b6"
LONGEST = 64  # characters of a word that count; longer ones are cut
#: Letters that Snowball must leave of a word; shorter Indonesian roots are listed, each read by a person.
_SHORTEST = {"id": 4, "en": 3}
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_REDUPLICATED = re.compile(r"([^\W\d_]*?)([^\W\d_]{3,})-\2([^\W\d_]*)")
_SQUARED = re.compile(r"([^\W\d_]{3,})2(an|annya|nya|kan|i)?")
VERSION = 4  # of the rules in this module and of the listed roots; a new one asks for a rebuild of every index
#: Stems kept. A quarter of a million tickets repeat some ten thousand words: without this a rebuild takes 40 s longer.
_STEMS_KEPT = 100_000
_LOCK = Lock()  # a stemmer keeps its word in itself, and a web worker has several threads
#: The language of the texts -> its Snowball stemmer.
_STEMMERS = {"id": "indonesian", "en": "english"}


class Analyser:
    """The rules of one city. ``names`` are never stemmed; ``synonyms`` and ``stop_words`` only affect queries.

    ``language``: in which its texts are written, "id" or "en".
    ``everyday``: whether queries know the everyday synonyms of the language too. ``alternatives``: the stems of an
    expression -> those of all others that mean the same; ``written``: how an expression is written. ``lexicon``: the
    words of the index at hand, which its engine puts here.
    """

    def __init__(
        self,
        names: frozenset[str] = frozenset(),
        synonyms: Mapping[str, str] | None = None,
        stop_words: frozenset[str] = frozenset(),
        language: str = "id",
        *,
        everyday: bool = False,
    ) -> None:
        self.names = names
        self.synonyms = synonyms or {}
        self.stop_words = stop_words | function_words(language)
        self.language = language
        self._stem = lru_cache(maxsize=_STEMS_KEPT)(self._stem_once)
        self.words = lru_cache(maxsize=_STEMS_KEPT)(self._words_once)
        foreign = english() if everyday and language == "id" else ()
        known = Synonyms(classes(language if everyday else "", self.synonyms), self.stems, foreign)
        self.alternatives, self.written, self.others = known.alternatives, known.written, known.others
        self._explained = {form for names in self.written.values() for name in names for form in _forms(name)}
        self.lexicon = Lexicon(lambda _prefix: {}, lambda: 0, self.is_word)

    @classmethod
    def of(cls, city: City) -> Analyser:
        return cls(city.names, city.synonyms, city.stop_words, city.text_language, everyday=True)

    @property
    def fingerprint(self) -> str:
        """Changes when documents would be analysed differently: the index must then be rebuilt."""
        language = [] if self.language == "id" else [self.language]
        rules = json.dumps([VERSION, sorted(self.names), *language])
        return hashlib.sha256(rules.encode()).hexdigest()[:16]

    def stems(self, text: str) -> str:
        """All stems of a text in order, with single spaces between them."""
        return " ".join(map(self._stem, _forms(text)))

    def analysed(self, texts: Iterable[str]) -> tuple[list[str], list[str]]:
        """The stems of each text in order, and its normalised words."""
        forms = [_forms(text) for text in texts]
        return [" ".join(map(self._stem, found)) for found in forms], [" ".join(found) for found in forms]

    def _words_once(self, text: str) -> tuple[tuple[str, str], ...]:
        """(normalised form, stem) of every word of a text."""
        return tuple((form, self._stem(form)) for form in _forms(text))

    def classes(self, forms: Iterable[str]) -> list[tuple[str, list[str]]]:
        """The stems of several of these normalised words, in order, each with its words."""
        found: dict[str, list[str]] = {}
        for form in sorted(forms):
            found.setdefault(self._stem(form), []).append(form)
        return sorted((stem, forms) for stem, forms in found.items() if len(forms) > 1)

    def is_stop_word(self, form: str) -> bool:
        return form in self.stop_words

    def knows(self, form: str) -> bool:
        """Whether a normalised word is a name or is listed, so that it is no slip; of English few are."""
        listed = self.language == "id" and is_indonesian_word(form)
        return listed or form in self.names or form in self._explained

    def meaning(self, form: str) -> list[str]:
        """The stems of single words that mean the same as a listed one; none for other words."""
        others = self.alternatives.get((self._stem(form),), []) if form in self._explained else []
        return [stems[0] for stems in others if len(stems) == 1]

    def is_word(self, form: str) -> bool:
        """Whether a normalised word is known to be one; of English texts, whose words nobody listed, each is."""
        known = form in self.names or form in self.stop_words or form in self._explained
        return known or self.language != "id" or is_indonesian_word(form)

    def _stem_once(self, form: str) -> str:
        """The stem; the word itself where it or its stem is a name, or it is no word that has one."""
        stem = form if form in self.names else _stem_of(form, self.language)
        return form if stem in self.names else stem


@lru_cache(maxsize=8_192)  # every portal of a process stems the words of the same lists
def _stem_of(form: str, language: str) -> str:
    """The stem; the word itself where that would be too short to say anything, or the word is a Roman numeral."""
    if not form.isalpha() or not form.isascii() or _ROMAN.fullmatch(form):
        return form
    root = root_of(form) if language == "id" else None
    if root:
        return root
    with _LOCK:
        stem = str(_stemmer(language).stemWord(form))
    return form if len(stem) < _SHORTEST[language] else stem


@cache
def _stemmer(language: str) -> Any:
    return snowballstemmer.stemmer(_STEMMERS[language])


def composed(text: str) -> str:
    """The text with accents joined to their letters, so that positions in it are those of the normalised text."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def tokens(text: str) -> Iterator[re.Match[str]]:
    """Every word of a composed text with its position."""
    return (_ASCII_TOKEN if text.isascii() else TOKEN).finditer(text)


def _forms(text: str) -> list[str]:
    """The normalised words of a text in order."""
    found = _ASCII_TOKEN.findall(text) if text.isascii() else TOKEN.findall(composed(text))
    return [form for token in found for form in normalised(token)]


def normalised(token: str) -> list[str]:
    """A token in small letters without accents, its reduplication folded; cut at other hyphens."""
    if token.isascii() and token.isalnum():
        return [_unsquared(token[: 4 * LONGEST].lower())[:LONGEST]]
    plain = unicodedata.normalize("NFKD", token[: 4 * LONGEST]).lower().replace("'", "").replace("\u2019", "")
    kept = "".join(c if c.isalnum() else "-" for c in plain if not unicodedata.combining(c))
    folded = _REDUPLICATED.fullmatch(kept)
    if folded:
        kept = "".join(folded.groups())
    return [_unsquared(part)[:LONGEST] for part in kept.split("-") if part]


def _unsquared(word: str) -> str:
    """``asal2an`` and ``puing2`` are reduplications too."""
    found = _SQUARED.fullmatch(word)
    return word if found is None else found.group(1) + (found.group(2) or "")

"""One analyser for both engines, for documents and for queries: how a text becomes the words that meet each other."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from threading import Lock

import snowballstemmer

from ..domain.city import City
from .indonesian_roots import root_of

TOKEN = re.compile(r"[^\W_]+(?:['\u2019\-][^\W_]+)*")
_ASCII_TOKEN = re.compile(r"[a-zA-Z0-9]+(?:['\-][a-zA-Z0-9]+)*")  # the same in ASCII, in little more than half the time
#: A term between the parts of a document, so that no phrase reaches from one into the next. No word is ever it.
BREAK = "\u00b6"
LONGEST = 64  # characters of a word that count; longer ones are cut
_MEMO_SIZE = 400_000  # words remembered before the memory starts anew
_REDUPLICATED = re.compile(r"([^\W\d_]*?)([^\W\d_]{3,})-\2([^\W\d_]*)")
_SQUARED = re.compile(r"([^\W\d_]{3,})2(an|annya|nya|kan|i)?")
_VERSION = 1  # of the rules in this module; a new one asks for a rebuild of every index


class Memo(dict[str, str]):
    """What became of each word seen, so that a quarter of a million texts are analysed in seconds."""

    def __init__(self, find: Callable[[str], str]) -> None:
        self._find = find

    def __missing__(self, word: str) -> str:
        found = self._find(word)
        if len(word) <= LONGEST and not word[4:].isdigit():  # a code comes once
            if len(self) >= _MEMO_SIZE:
                self.clear()
            self[word] = found
        return found


@dataclass(frozen=True)
class Analyser:
    """The rules of one city. ``names`` are never stemmed; ``synonyms`` and ``stop_words`` only touch queries."""

    names: frozenset[str] = frozenset()
    synonyms: Mapping[str, str] = field(default_factory=dict)
    stop_words: frozenset[str] = frozenset()

    @classmethod
    def of(cls, city: City) -> Analyser:
        return cls(names=city.names, synonyms=city.synonyms, stop_words=city.stop_words)

    @property
    def fingerprint(self) -> str:
        """Changes when documents would be analysed differently: the index must then be rebuilt."""
        said = json.dumps([_VERSION, sorted(self.names)])
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    def stems(self, text: str) -> str:
        """All stems of a text in order, with single spaces between them."""
        return self._joined(_raw_tokens(text))

    def analysed(self, texts: Iterable[str]) -> tuple[list[str], str]:
        """The stems of each text, and the distinct words of all as people write them, for prefixes and spelling."""
        tokens = list(map(_raw_tokens, texts))
        forms = " ".join(map(self._forms.__getitem__, set(chain.from_iterable(tokens))))
        return [self._joined(found) for found in tokens], " ".join(set(forms.split()))

    def stems_of(self, word: str) -> str:
        """The stems of one word as it stands in a text (see places), with single spaces between them."""
        return self._stems[word]

    def _joined(self, tokens: list[str]) -> str:
        return " ".join(filter(None, map(self._stems.__getitem__, tokens)))

    def words(self, text: str) -> list[tuple[str, str]]:
        """(form, stem) of every word of a query's text."""
        return [(form, self._stem(form)) for raw in _raw_tokens(text) for form in self._forms[raw].split()]

    def is_stop_word(self, form: str) -> bool:
        return form in self.stop_words

    @cached_property
    def alternatives(self) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
        """Stems that mean the same as other stems, in both directions."""
        found: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for left, right in self.synonyms.items():
            a, b = tuple(self.stems(left).split()), tuple(self.stems(right).split())
            if a and b and a != b:
                found.setdefault(a, []).append(b)
                found.setdefault(b, []).append(a)
        return found

    @cached_property
    def _forms(self) -> Memo:
        return Memo(lambda raw: " ".join(normalised(raw)))

    @cached_property
    def _stems(self) -> Memo:
        return Memo(lambda raw: " ".join(self._stem(form) for form in normalised(raw)))

    @cached_property
    def _snowball(self) -> Callable[[str], str]:
        """One word at a time: the stemmer keeps its word in itself, and a web worker has several threads."""
        stem: Callable[[str], str] = snowballstemmer.stemmer("indonesian").stemWord
        lock = Lock()

        def alone(form: str) -> str:
            with lock:
                return stem(form)

        return alone

    def _stem(self, form: str) -> str:
        if form in self.names or not form.isalpha() or not form.isascii():
            return form
        return root_of(form) or self._snowball(form) or form


def composed(text: str) -> str:
    """The text with its accents joined to their letters, so that places in it can be told."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def places(text: str) -> Iterator[re.Match[str]]:
    """Every word of a composed text where it stands."""
    return (_ASCII_TOKEN if text.isascii() else TOKEN).finditer(text)


def _raw_tokens(text: str) -> list[str]:
    return _ASCII_TOKEN.findall(text) if text.isascii() else TOKEN.findall(composed(text))


def normalised(raw: str) -> list[str]:
    """A token lower-cased, unaccented, its reduplication folded; cut at other hyphens."""
    if raw.isascii() and raw.isalnum():
        return [_unsquared(raw[: 4 * LONGEST].lower())[:LONGEST]]
    plain = unicodedata.normalize("NFKD", raw[: 4 * LONGEST]).lower().replace("'", "").replace("\u2019", "")
    kept = "".join(c if c.isalnum() else "-" for c in plain if not unicodedata.combining(c))
    folded = _REDUPLICATED.fullmatch(kept)
    if folded:
        kept = "".join(folded.groups())
    return [_unsquared(part)[:LONGEST] for part in kept.split("-") if part]


def _unsquared(word: str) -> str:
    """``asal2an`` and ``puing2`` are reduplications too."""
    found = _SQUARED.fullmatch(word)
    return word if found is None else found.group(1) + (found.group(2) or "")

"""Did you mean: frequent words of the index that differ from what was typed by one or two slips.

A slip is one letter too many, one too few, another one, or two that changed places (Damerau's distance). Whoever is in
a hurry leaves vowels out: ``tmbang`` tumbang, ``sklh`` sekolah, ``brg`` barang.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from string import ascii_lowercase

from whoosh.support.levenshtein import damerau_levenshtein

from .analysis import Analyser
from .engine import Engine
from .interpretation import Typed
from .months import MONTHS

Mended = tuple[tuple[Typed, str], ...]

FEW = 3  # an unlisted word in fewer tickets than this is not offered: it is likely a slip itself, or somebody's name
_SHORTEST = 4  # letters of a word that is offered
_SHORTEST_FOREIGN = 6  # of one that stands for a word of another language, of which few are listed: ``full``, ``fall``
_LONG = 7  # letters from which on two slips are mended
_MOST_WORDS = 8  # of one query that are mended
_SLIP = 0.05  # a word that needs one slip more must be twenty times as frequent
_FIRST = 0.1  # a slip in the first letter is that much rarer
_CLEARER = 50  # a word that is found at all is mended only into one so many times as frequent
_VOWELS = frozenset("aeiou")
_FEW_VOWELS = 3  # of so many letters one is a vowel at most, where vowels were left out
_EVIDENT = 2  # the same of a slip that no word has by itself: its last letter twice


def mended(words: Sequence[Typed], engine: Engine) -> Mended:
    """The words of a query that are likely slips, in order, and what was likely meant: one or more words, or a word and
    '' for the next one that belongs to it."""
    analyser = engine.analyser
    candidates = [word for word in words if not _is_word(word.form, analyser)]
    stems = engine.frequencies("words", [word.stem for word in candidates])
    forms = engine.frequencies("forms", [word.form for word in candidates])
    documents = engine.documents()
    found: list[tuple[Typed, str]] = []
    for word in candidates[:_MOST_WORDS]:
        number = stems.get(word.stem, 0)
        if number > forms.get(word.form, 0) and number >= FEW:
            continue  # other forms of the word are in use, so it is one
        if number * (_EVIDENT if _doubled(word.form) else _CLEARER) >= documents:
            continue  # no word can be so much more frequent
        meant = _meant(word.form, number, engine)
        if meant:
            found.append((word, meant))
    return tuple(found)


def _is_word(form: str, analyser: Analyser) -> bool:
    return analyser.knows(form) or form in MONTHS or bool(analyser.lexicon.written(form))


def replaced(text: str, words: Mended) -> str:
    """The query with these words put right; those whose place in it is not known stay."""
    for typed, word in sorted(words, key=lambda pair: -pair[0].start):
        if typed.start >= 0:
            text = text[: typed.start] + word + text[typed.end :]
    return text


def _meant(form: str, number: int, engine: Engine) -> str:
    """The likeliest word for one that stands in ``number`` tickets; '' when none is so much likelier."""
    near = nearest(form, engine)
    if near is None:
        return "" if number else _split(form, engine)
    word, weight = near
    if weight > _CLEARER * number or (form == word + word[-1] and weight > _EVIDENT * number):
        return word
    return ""


def nearest(form: str, engine: Engine) -> tuple[str, float] | None:
    """The likeliest other word with its weight: frequent and few slips away; None when none is near."""
    if not form.isalpha() or len(form) < _SHORTEST - 1:
        return None
    offered = {word for word in _slipped(form) if _offered(word, engine)}
    one = dict(engine.frequencies("forms", offered))
    foreign = (word for word in offered - one.keys() if len(word) >= _SHORTEST_FOREIGN and word[0] == form[0])
    one |= _meanings(foreign, engine)
    weights = {
        word: number * (1 if word[0] == form[0] else _FIRST)
        for word, number in one.items()
        if _used(word, number, engine)
    }
    if _lacks_vowels(form):
        weights |= _with_vowels(form, engine)
    if len(form) >= _LONG:
        two = _two_slips(form, engine)
        weights |= {word: number * _SLIP for word, number in two if word not in weights}
    return max(weights.items(), key=lambda pair: (pair[1], pair[0]), default=None)


def _meanings(words: Iterable[str], engine: Engine) -> dict[str, int]:
    """Listed words that reports need not have, such as those of another language, as frequent as what they mean."""
    listed = {word: stems for word in words if (stems := engine.analyser.meaning(word))}
    numbers = engine.frequencies("words", {stem for stems in listed.values() for stem in stems}) if listed else {}
    return {word: max(numbers.get(stem, 0) for stem in stems) for word, stems in listed.items()}


def _used(word: str, number: int, engine: Engine) -> bool:
    return number >= FEW or (number > 0 and engine.analyser.knows(word))


def _lacks_vowels(form: str) -> bool:
    return sum(letter in _VOWELS for letter in form) * _FEW_VOWELS <= len(form)


def _with_vowels(form: str, engine: Engine) -> dict[str, int]:
    """Words that have the same letters in the same order, and vowels between them (``ng`` is often written ``g``)."""
    between = "[aeiou]{0,2}"
    rest = "".join(f"{between}{'n?' if letter == 'g' else ''}{letter}" for letter in form[1:])
    whole = re.compile(form[0] + rest + between)
    found = {word: n for word, n in engine.vocabulary(form[0]).items() if word != form and whole.fullmatch(word)}
    return {word: n for word, n in found.items() if _offered(word, engine) and _used(word, n, engine)}


def _doubled(form: str) -> bool:
    """Whether it ends with the same letter twice, as no Indonesian word does."""
    return form[-1:] == form[-2:-1]


def _offered(word: str, engine: Engine) -> bool:
    return len(word) >= _SHORTEST and word.isalpha() and not engine.analyser.is_stop_word(word)


def _slipped(form: str) -> Iterator[str]:
    """Every word that is one slip away."""
    letters = sorted({*ascii_lowercase, *form})
    for at in range(len(form) + 1):
        before, after = form[:at], form[at:]
        yield from (before + letter + after for letter in letters)
        if after and len(form) >= _SHORTEST:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters if letter != after[0])
            if len(after) > 1 and after[0] != after[1]:
                yield before + after[1] + after[0] + after[2:]


def _two_slips(form: str, engine: Engine) -> Iterator[tuple[str, int]]:
    """Words that are two slips away."""
    letters = _letters(form)
    for word, number in engine.vocabulary(form[0]).items():
        if number < FEW or abs(len(word) - len(form)) > 2 or not _offered(word, engine):
            continue
        if (letters ^ _letters(word)).bit_count() > 4:
            continue  # Whoosh takes a hundred times as long to reject a word
        if damerau_levenshtein(form, word, 2) == 2:
            yield word, number


def _letters(word: str) -> int:
    """A bit for each letter of the word: one slip changes two of them at most."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return bits


def _split(form: str, engine: Engine) -> str:
    """Two frequent words that were written as one; '' when it is not made of such."""
    if not form.isalpha():
        return ""
    pairs = [(form[:at], form[at:]) for at in range(_SHORTEST, len(form) - _SHORTEST + 1)]
    pairs = [pair for pair in pairs if not any(map(engine.analyser.is_stop_word, pair))]
    known = engine.frequencies("forms", {half for pair in pairs for half in pair})
    numbers = {pair: min(known.get(pair[0], 0), known.get(pair[1], 0)) for pair in pairs}
    best = max(numbers, key=lambda pair: (numbers[pair], pair), default=None)
    return " ".join(best) if best and numbers[best] >= FEW else ""

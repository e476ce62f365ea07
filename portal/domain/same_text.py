"""When two answers are the same text: pasted once more, perhaps with another date, number, street or name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

#: With fewer words than this left, two short answers would be taken for one.
_LEAST = 3
_MOST = 8  # words of a phrase; more would only miss what was shortened


def pattern(text: str) -> str:
    """The words in small letters of an answer, without numbers, streets, names and months, which a pasted one changes.

    Answers of one pattern are the same text; an answer with few such words is its own pattern.
    """
    words = [word for word in text.split() if word.islower() and word.isalpha()]
    return " ".join(words) if len(words) >= _LEAST else text


def fingerprint(text: str) -> int:
    """The same whole number, of 63 bits, for the same text, in every process."""
    return int.from_bytes(sha256(pattern(text).encode()).digest()[:8], "big") >> 1


def only_pasted(text: str, told: Iterable[str]) -> bool:
    """Whether a text says nothing but what one of these said before."""
    return pattern(text) in {pattern(other) for other in told if other}


def phrase(text: str) -> str:
    """The longest run of plain words, by which other answers with this text are looked for; '' where there is none.

    What a pasted text changes (numbers, streets, names) is no part of it.
    """
    longest = max(_runs(text), key=len, default=[])
    return " ".join(longest[:_MOST]) if len(longest) >= _LEAST else ""


def _runs(text: str) -> Iterator[list[str]]:
    run: list[str] = []
    for word in text.split():
        plain = word.rstrip(".,;:!?")
        if plain.islower() and plain.isalpha():
            run.append(plain)
        if plain != word or not (plain.islower() and plain.isalpha()):
            yield run
            run = []
    yield run

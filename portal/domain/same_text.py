"""When two answers are the same text: pasted once more, perhaps with another date, number, street or name."""

from __future__ import annotations

#: With fewer words than this left, two short answers would be taken for one.
_LEAST = 3


def pattern(text: str) -> str:
    """The words in small letters of an answer, without numbers, streets, names and months, which a pasted one changes.

    Answers of one pattern are the same text; an answer with few such words is its own pattern.
    """
    words = [word for word in text.split() if word.islower() and word.isalpha()]
    return " ".join(words) if len(words) >= _LEAST else text

"""How hard a text is to read, as the school grade that it asks for: Flesch-Kincaid, for English and for Indonesian.

English: Kincaid, Fishburne, Rogers and Chissom, Derivation of New Readability Formulas (1975). Indonesian has more
syllables in a word of the same difficulty; Harjasujana and Mulyati, Membaca 2 (1996), 116-123, count six of ten of them
when they apply such an English measure (there Fry's graph), and so does this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
#: A point within a number, an address or a short form ends no sentence.
END = re.compile(r"(?<=[.!?:;])[\s”\"')]+")
FILLED_IN = re.compile(r"%\(\w+\)[sd]|https?://\S+\w")
#: Indonesian: two vowels that are one sound.
DIPHTHONG = re.compile(r"(?:ai|au|oi)(?=$|[^aeiou])")
INDONESIAN_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its ``text``, how many ``words``, and how many ``syllables`` as the formula counts them."""

    text: str
    words: int
    syllables: float

    @property
    def grade(self) -> float:
        return grade([self])


def grade(sentences: Iterable[Sentence]) -> float:
    """The school grade (United States: 6 begins at the age of 11, 7 at 12) whose readers understand these."""
    counted = list(sentences)
    words, syllables = sum(s.words for s in counted), sum(s.syllables for s in counted)
    return 0.39 * words / len(counted) + 11.8 * syllables / words - 15.59


def sentences(text: str, language: str) -> list[Sentence]:
    """The sentences of ``text`` in ``id`` or ``en``. What is filled in, and an address, count as a short word."""
    plain = FILLED_IN.sub("ini" if language == "id" else "it", text).replace("%%", "%")
    found = (_sentence(part.strip(), language) for line in plain.splitlines() for part in END.split(line))
    return [one for one in found if one.words]


def _sentence(text: str, language: str) -> Sentence:
    words = WORD.findall(text.lower())
    if language == "id":
        return Sentence(text, len(words), INDONESIAN_SHARE * sum(map(indonesian_syllables, words)))
    return Sentence(text, len(words), sum(map(english_syllables, words)))


def indonesian_syllables(word: str) -> int:
    """Each vowel is one, but for diphthongs: in-stan-si, pu-lau."""
    return max(1, len(re.findall("[aeiou]", DIPHTHONG.sub("a", word))))


def english_syllables(word: str) -> int:
    """Groups of vowels, less the silent e of an ending: a-gen-cy, late, late-ly, re-sol-ved as two."""
    stem = re.sub(r"(?<=[^aeiouyl])e(?=$|s$|ly$|ment)|(?<=[^aeioutd])ed$|(?<=[aeiou])le?$", "", word)
    split = re.sub(r"(?<=[aeou])(?=ing)|(?<=i)(?=[aou](?!us|n\b))", " ", stem)
    return max(1, len(re.findall("[aeiouy]+", split)))

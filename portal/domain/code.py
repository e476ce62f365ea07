"""Ticket codes as people type them, read by one rule: what was meant, what is one by its form, what lies near."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 40  # letters and digits of a code
MOST_PIECES = 8  # codes of one text that are looked up
_NOT_CODE = re.compile(r"[^A-Z0-9]+")
_OTHER_THAN_CODE = re.compile(r"\.\.|:")
_CONFUSED = "OQILSB"
_LOOKS_LIKE = str.maketrans(_CONFUSED, "001158")  # letters read for digits on a bad print
DAY_DIGITS, RUNNING_DIGITS = 6, 4
_DIGIT = f"[0-9{_CONFUSED}]"
_SIGN = "[-._/]?"
#: A code of a source among words: letters, digits and signs with enough digits to be no house number.
_OF_A_SOURCE = re.compile(r"(?<![A-Z0-9])[A-Z0-9](?:[-._/]?[A-Z0-9])*(?![A-Z0-9])")
_ENOUGH_DIGITS = 6
_ENDING = re.compile(r"\.(?:JSON|ATOM|HTML)$")


def key(code: str) -> str:
    """A code without its signs: what equals for all ways to write it. Codes hold ASCII letters, digits and hyphens."""
    return _NOT_CODE.sub("", _plain(code))[:LONGEST]


def readings(typed: str, prefix: str) -> tuple[str, ...]:
    """The keys that ``typed`` as a whole may mean, most literal first; empty when it holds no letter or digit.

    Case, spaces, signs, invisible characters, letters that look like digits, a missing prefix and missing zeros are
    forgiven.
    """
    bare = key(typed)
    if not bare:
        return ()
    digits = bare.removeprefix(prefix).translate(_LOOKS_LIKE)
    return tuple(dict.fromkeys([bare, *_of_the_city(digits, prefix)])) if digits.isdigit() else (bare,)


def pieces(text: str, prefix: str) -> tuple[str, ...]:
    """The parts of a text that may be codes, in its order: ``no. tiket JK-260305-8``, an address, several codes."""
    plain = _plain(text)
    own = re.compile(
        rf"(?<![A-Z0-9]){prefix}[\s._/-]?(?:{_DIGIT}{_SIGN}){{{DAY_DIGITS - 1}}}{_DIGIT}[\s._/-]?"
        rf"{_DIGIT}{{1,{RUNNING_DIGITS + 2}}}(?![A-Z0-9])"
    )
    found = {match.start(): match.group() for match in own.finditer(plain)}
    for match in _OF_A_SOURCE.finditer(own.sub(lambda match: " " * len(match.group()), plain)):
        word = _ENDING.sub("", match.group())
        for start, part in _parts(word, match.start()):
            if sum(char.isdigit() for char in part) >= _ENOUGH_DIGITS:
                found.setdefault(start, part)
    return tuple(found[start] for start in sorted(found))[:MOST_PIECES]


def is_code(typed: str, prefix: str) -> bool:
    """Whether it is a code of a city by its form, though perhaps of no ticket: letters, a day, a running number.

    Without letters only when it is whole, so that other numbers stay words. A span (``2026-10..2026-11``) and the value
    of a field are none.
    """
    if _OTHER_THAN_CODE.search(typed):
        return False
    bare = key(typed)
    letters = prefix if bare.startswith(prefix) else bare[: len(bare) - len(bare.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))]
    digits = bare.removeprefix(letters)
    digits = digits.translate(_LOOKS_LIKE) if letters == prefix else digits
    if not digits.isdigit() or len(letters) > 6:
        return False
    whole = DAY_DIGITS + RUNNING_DIGITS
    if len(digits) == whole + 2 and digits.startswith("20"):
        digits = digits[2:]
    return _is_day(digits) and (DAY_DIGITS < len(digits) <= whole + 1 if letters else len(digits) == whole)


def near(code: str, prefix: str = "") -> tuple[str, ...]:
    """Codes that differ from ``code`` by one wrong, added or lost digit, two swapped neighbours, or another city's
    letters before it; likeliest (last digits) first."""
    found: list[str] = []
    digits = code.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if prefix and not code.startswith(prefix):
        found.append(prefix + digits)
    for place in range(len(code) - 1, -1, -1):
        if code[place].isdigit():
            found.extend(code[:place] + d + code[place + 1 :] for d in "0123456789" if d != code[place])
            found.append(code[:place] + code[place + 1 :])
        if place and code[place - 1 : place + 1].isdigit():
            found.append(code[: place - 1] + code[place] + code[place - 1] + code[place + 1 :])
    return tuple(dict.fromkeys(c for c in found if c != code))


def _plain(text: str) -> str:
    """In capitals and compatible characters, without those that cannot be seen."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(char for char in folded if unicodedata.category(char) != "Cf")


def _of_the_city(digits: str, prefix: str) -> Iterator[str]:
    """With the prefix, and the running number's zeros put back: JK-231114-207 and JK231114207 mean JK2311140207."""
    yield prefix + digits
    if DAY_DIGITS < len(digits) < DAY_DIGITS + RUNNING_DIGITS:
        yield f"{prefix}{digits[:DAY_DIGITS]}{digits[DAY_DIGITS:].zfill(RUNNING_DIGITS)}"
    if len(digits) == DAY_DIGITS + RUNNING_DIGITS + 2 and digits.startswith("20"):
        yield prefix + digits[2:]  # the year written in full


def _is_day(digits: str) -> bool:
    return "01" <= digits[2:4] <= "12" and "01" <= digits[4:6] <= "31"


def _parts(word: str, start: int) -> Iterator[tuple[int, str]]:
    """A word, and what stands in it between slashes, as in an address."""
    yield start, word
    if "/" in word:
        for match in re.finditer(r"[^/]+", word):
            yield start + match.start(), _ENDING.sub("", match.group())

"""Ticket codes as people type them: what was meant, and what lies near."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import combinations

LONGEST = 40
LONGEST_BARE, FEWEST_DIGITS = 16, 5  # of a source's number without its hyphens
_NOT_CODE = re.compile(r"[^A-Z0-9]+")
_LOOKS_LIKE = str.maketrans("OQILSB", "001158")  # letters read for digits on a bad print
DAY_DIGITS, RUNNING_DIGITS = 6, 4


def readings(typed: str, prefix: str) -> tuple[str, ...]:
    """What ``typed`` may mean, most literal first; empty when it holds no letter or digit.

    Case, spaces, hyphens of any kind, a leading ``#``, a missing prefix and missing zeros are forgiven.
    """
    plain = unicodedata.normalize("NFKC", typed).strip().upper()[:LONGEST]
    bare = _NOT_CODE.sub("", plain)
    if not bare:
        return ()
    found = [plain, bare, _NOT_CODE.sub("-", plain).strip("-")]
    digits = bare.removeprefix(prefix).translate(_LOOKS_LIKE)
    if digits.isascii() and digits.isdigit():
        found.append(prefix + digits)
        found.extend(_padded(plain, digits, prefix))
    return tuple(dict.fromkeys(f for f in found if f.isascii() and "\0" not in f))


def hyphenated(typed: str) -> tuple[str, ...]:
    """The letters and digits that were typed with one hyphen between them, then with two: as sources write their own
    numbers, of which people leave the hyphens out. Empty for what does not look like such a number.
    """
    bare = _NOT_CODE.sub("", unicodedata.normalize("NFKC", typed).upper()[:LONGEST])
    length = len(bare)
    if not 5 <= length <= LONGEST_BARE or sum(character.isdigit() for character in bare) < FEWEST_DIGITS:
        return ()
    one = [f"{bare[:at]}-{bare[at:]}" for at in range(1, length)]
    pairs = combinations(range(1, length), 2)
    return (*one, *(f"{bare[:first]}-{bare[first:second]}-{bare[second:]}" for first, second in pairs))


def _padded(plain: str, digits: str, prefix: str) -> Iterator[str]:
    """With the running number's zeros put back: JK-231114-207 and JK231114207 mean JK2311140207."""
    if DAY_DIGITS < len(digits) < DAY_DIGITS + RUNNING_DIGITS:
        yield f"{prefix}{digits[:DAY_DIGITS]}{digits[DAY_DIGITS:].zfill(RUNNING_DIGITS)}"
    if len(digits) == DAY_DIGITS + RUNNING_DIGITS + 2 and digits.startswith("20"):
        yield prefix + digits[2:]  # the year written in full


def near(code: str) -> tuple[str, ...]:
    """Codes that differ from ``code`` by one wrong digit or two swapped neighbours, likeliest (last digits) first."""
    found: list[str] = []
    for place in range(len(code) - 1, -1, -1):
        if code[place].isdigit():
            found.extend(code[:place] + d + code[place + 1 :] for d in "0123456789" if d != code[place])
        if place and code[place - 1 : place + 1].isdigit():
            found.append(code[: place - 1] + code[place] + code[place - 1] + code[place + 1 :])
    return tuple(dict.fromkeys(c for c in found if c != code))

"""The official contacts of a city: no mask hides them, in whatever form they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


def bare_number(text: str) -> str:
    """The digits of a telephone number in its national form: +62 811, 62811 and 0811 are the same."""
    digits = "".join(character for character in text if character.isdigit())
    return re.sub(r"^620?(?=[2-9])", "0", digits)


@dataclass(frozen=True, slots=True)
class Contacts:
    """Numbers as ``bare_number`` gives them, addresses and accounts in lower case."""

    numbers: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    @classmethod
    def of(cls, listed: Iterable[str]) -> Contacts:
        """From what a city lists: telephone numbers, e-mail addresses, and accounts with their @."""
        entries = [entry.strip() for entry in listed if entry.strip()]
        return cls(
            numbers=frozenset(bare_number(entry) for entry in entries if not re.search(r"[^\W\d]", entry)),
            words=frozenset(entry.lower().lstrip("@") for entry in entries if re.search(r"[^\W\d]", entry)),
        )

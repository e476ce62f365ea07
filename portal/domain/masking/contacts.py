"""The official contacts of a city: no mask hides them, in whatever form they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LETTER = re.compile(r"[^\W\d_]")


def national_form(digits: str) -> str:
    """A telephone number's digits as they are dialled at home: 62811 and 0811 are the same."""
    rest = digits[2:].removeprefix("0")
    return f"0{rest}" if digits.startswith("62") and rest[:1] in set("23456789") else digits


@dataclass(frozen=True, slots=True)
class Contacts:
    """Numbers in their ``national_form``, addresses and accounts in lower case, domains whose every address stays.

    Sorted tuples rather than sets: a city is told from another by what it says, always in the same order.
    """

    numbers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()

    @classmethod
    def of(cls, listed: Iterable[str]) -> Contacts:
        """From what a city lists: telephone numbers, e-mail addresses (``*@domain``: all of it), accounts with an @."""
        entries = {entry.strip().lower() for entry in listed if entry.strip()}
        domains = {entry for entry in entries if entry.startswith("*@")}
        numbers = {entry for entry in entries if not _LETTER.search(entry)}
        return cls(
            numbers=tuple(sorted(national_form(re.sub(r"\D", "", number)) for number in numbers)),
            words=tuple(sorted(entry.removeprefix("@") for entry in entries - domains - numbers)),
            domains=tuple(sorted(entry.removeprefix("*@") for entry in domains)),
        )

    def has_word(self, written: str) -> bool:
        """Whether an address or the name of an account is official."""
        word = written.lower().removeprefix("@")
        return word in self.words or ("@" in word and word.rpartition("@")[2] in self.domains)

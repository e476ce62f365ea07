"""The official contacts of a city: no mask hides them, in whatever form they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .plans import home_form

_ENDING = 4  # digits at the end, the same in every form of a number
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Contacts:
    """Numbers in their ``home_form``, addresses and accounts in lower case, domains whose every address stays.

    ``regions``: the countries, by their ISO codes, whose numbers the city's people write as they are dialled at home.

    Sorted tuples rather than sets: a city is told from another by what it says, always in the same order.
    """

    numbers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    @classmethod
    def of(cls, listed: Iterable[str], regions: tuple[str, ...] = ()) -> Contacts:
        """From what a city lists: telephone numbers, e-mail addresses (``*@domain``: all of it), accounts with an @."""
        entries = {entry.strip().lower() for entry in listed if entry.strip()}
        domains = {entry for entry in entries if entry.startswith("*@")}
        numbers = {entry for entry in entries if not _LETTER.search(entry)}
        return cls(
            numbers=tuple(sorted(home_form(re.sub(r"\D", "", number), regions) for number in numbers)),
            words=tuple(sorted(entry.removeprefix("@") for entry in entries - domains - numbers)),
            domains=tuple(sorted(entry.removeprefix("*@") for entry in domains)),
            regions=regions,
        )

    def has_number(self, digits: str) -> bool:
        """Whether the digits of a telephone number are an official one's."""
        alike = any(digits[-_ENDING:] == number[-_ENDING:] for number in self.numbers)
        return alike and home_form(digits, self.regions) in self.numbers

    def has_word(self, written: str) -> bool:
        """Whether an address or the name of an account is official."""
        word = written.lower().removeprefix("@")
        return word in self.words or ("@" in word and word.rpartition("@")[2] in self.domains)

"""Templates such as "{type}[, {address}]", filled from a row; a part in [ ] goes when a column in it is empty."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Getter = Callable[[list[str]], str]
FILTERS = ("title", "date")


class TemplateError(ValueError):
    """A template that cannot be read; the text says why."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A column's value in a template, through a filter if one is named."""

    column: str
    filter: str = ""


@dataclass(frozen=True, slots=True)
class TemplatePart:
    """A stretch of a template; an ``optional`` one is left out when any of its slots is empty."""

    pieces: tuple[str | Slot, ...]
    optional: bool


_PIECE = re.compile(r"\{([^{}|\[\]]+)(?:\|([^{}\[\]]*))?\}|([^{}\[\]]+)")
_PART = re.compile(r"\[([^\[\]]*)\]|([^\[\]]+)")


def parse(template: str) -> tuple[TemplatePart, ...]:
    """The parts of a template. Raises TemplateError when brackets do not pair or a filter is unknown."""
    return tuple(
        TemplatePart(_pieces(found[1] if found[2] is None else found[2]), optional=found[2] is None)
        for found in _cover(_PART, template)
    )


def _pieces(text: str) -> tuple[str | Slot, ...]:
    return tuple(_piece(found) for found in _cover(_PIECE, text))


def _piece(found: re.Match[str]) -> str | Slot:
    if found[3] is not None:
        return found[3]
    name = (found[2] or "").strip()
    if name and name not in FILTERS:
        raise TemplateError(f"the filter {name!r} is not among {', '.join(FILTERS)}")
    return Slot(found[1].strip(), name)


def _cover(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """Matches that cover the whole text without a gap."""
    found = list(pattern.finditer(text))
    if "".join(m[0] for m in found) != text:
        raise TemplateError(f"brackets do not pair in {text!r}")
    return found


def columns(template: str) -> list[str]:
    """The columns that a template names."""
    return [piece.column for part in parse(template) for piece in part.pieces if isinstance(piece, Slot)]


def compiled(template: str, getter: Callable[[Slot], Getter]) -> Getter:
    """A function from a row to the text; ``getter`` gives the one that reads a slot."""
    parts = [
        ([piece if isinstance(piece, str) else getter(piece) for piece in part.pieces], part.optional)
        for part in parse(template)
    ]

    def render(row: list[str]) -> str:
        written: list[str] = []
        for pieces, optional in parts:
            texts = [piece if isinstance(piece, str) else piece(row) for piece in pieces]
            if not optional or all(texts):
                written += texts
        return " ".join("".join(written).split()) if "\n" not in template else "".join(written).strip()

    return render


_SMALL = frozenset({"of", "the", "and", "in", "on", "at", "dan", "di"})


def title_case(text: str) -> str:
    """A name written in capitals as people write it: "EAST HOLLYWOOD NC" is "East Hollywood NC"."""
    words = text.split()
    return " ".join(_capital(word, first=number == 0) for number, word in enumerate(words))


def _capital(word: str, *, first: bool) -> str:
    if not first and word.lower() in _SMALL:
        return word.lower()
    if len(word) <= 3 and not set(word.lower()) & set("aeiou"):
        return word  # an abbreviation: NC, NDC, ST
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))

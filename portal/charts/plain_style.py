"""The portal's stylesheets as a drawing carries them that stands alone: plain rules for its marks, in light colours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import product

#: What may say how a mark looks; all else in a stylesheet lays out a page.
PROPERTIES = frozenset(
    (
        *(
            "color",
            "fill",
            "fill-opacity",
            "stroke",
            "stroke-width",
            "stroke-dasharray",
            "stroke-linecap",
            "stroke-opacity",
        ),
        *("opacity", "paint-order", "font", "font-family", "font-size", "font-weight", "text-anchor"),
    )
)
#: The stylesheets' name for the colour of a status: its marks are drawn in it as ``currentColor``.
OWN_COLOUR = "--c"
#: What stands in the place of ``--sans``: faces that other programs may have beside the portal's own.
FACES = '"Plus Jakarta Sans", Arial, Helvetica, sans-serif'
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_VARIABLE = re.compile(r"var\((--[\w-]+)\)")
_ALTERNATIVES = re.compile(r":is\(([^()]*)\)")
_PLAIN = re.compile(r"[\w.> -]+")
_CLASS = re.compile(r"\.([\w-]+)")


@dataclass(frozen=True, slots=True)
class PlainStyle:
    """``tokens``: the colours by their names, ``--ink``; ``rules``: plain selectors, and what they set."""

    tokens: Mapping[str, str]
    rules: tuple[tuple[str, str], ...]

    def of(self, classes: Set[str]) -> str:
        """The rules that a drawing needs whose marks have these classes."""
        needed = (rule for rule in self.rules if set(_CLASS.findall(rule[0])) <= classes)
        return "\n".join(f"{selector} {{ {declared} }}" for selector, declared in needed)


def plain_style(sheets: Iterable[str]) -> PlainStyle:
    """Of all sheets in their order; what holds for some widths, for dark screens or under a pointer is left out."""
    found = [rule for sheet in sheets for rule in _rules(_COMMENT.sub("", sheet))]
    roots = (_declared(body) for head, body in found if head == ":root")
    tokens = {name: value for root in roots for name, value in root if name.startswith("--")} | {"--sans": FACES}
    rules = [
        (selector, declared)
        for head, body in found
        for selector in _selectors(head)
        if (declared := _marks(body, tokens))
    ]
    return PlainStyle(tokens, tuple(rules))


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """(selectors, declarations) of every rule that holds always."""
    place = 0
    while (begin := css.find("{", place)) >= 0:
        end = _closing(css, begin)
        head, body = css[place:begin].rpartition(";")[2].strip(), css[begin + 1 : end]
        if head.startswith("@layer"):
            yield from _rules(body)
        elif not head.startswith("@"):
            yield head, body
        place = end + 1


def _closing(css: str, begin: int) -> int:
    """Where the block ends that begins at ``begin``."""
    depth = 0
    for found in re.finditer(r"[{}]", css[begin:]):
        depth += 1 if found.group() == "{" else -1
        if not depth:
            return begin + found.start()
    return len(css)


def _declared(body: str) -> Iterator[tuple[str, str]]:
    for declaration in body.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            yield name.strip(), " ".join(value.split())


def _marks(body: str, tokens: Mapping[str, str]) -> str:
    said = [(name, _VARIABLE.sub(lambda v: tokens.get(v[1], v[0]), value)) for name, value in _declared(body)]
    coloured = (("color" if name == OWN_COLOUR else name, value) for name, value in said)
    return "; ".join(f"{name}: {value}" for name, value in coloured if name in PROPERTIES and "var(" not in value)


def _selectors(head: str) -> Iterator[str]:
    """Each selector with each of its alternatives; those that no plain reader of SVG knows are left out."""
    for written in re.split(r",(?![^()]*\))", head):
        choices = [part.split(",") for part in _ALTERNATIVES.findall(written)]
        pieces = _ALTERNATIVES.split(written)[::2]
        for chosen in product(*choices):
            selector = "".join(piece + choice.strip() for piece, choice in zip(pieces, (*chosen, ""), strict=True))
            if _PLAIN.fullmatch(selector.strip()):
                yield " ".join(selector.split())

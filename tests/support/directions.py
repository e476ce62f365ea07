"""Names written from right to left keep their place: nothing that stands beside one is drawn in among its letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
NAMED = re.compile(f"[{RIGHT_TO_LEFT}]")
BESIDE = re.compile(f"[^{RIGHT_TO_LEFT}\\s\u00a0]")
#: What the marks of `portal.presentation.direction` hold together.
MARKED = re.compile("\u2068[^\u2068\u2069]*\u2069")
#: What a line may hold that does not keep its own direction; the others do, by base.css.
WITHIN_A_LINE = {"sup", "sub", "kbd", "q", "s", "u", "dfn", "var"}
UNSEEN = {"script", "style", "template", "code"}  # code is typed from left to right, whatever it names
SAID = ("aria-label", "title", "alt", "placeholder", "content")


def directions(soup: BeautifulSoup | Tag) -> Iterator[str]:
    """Where a name from right to left stands bare beside other words, in a text or in what is read out."""
    for tag in soup.descendants:
        if not isinstance(tag, Tag) or tag.name in UNSEEN or tag.name == "mark":
            continue
        runs = [run for run in _runs(tag) if run.strip()]
        for run in runs:
            if NAMED.search(run) and (BESIDE.search(run) or len(runs) > 1 or tag.name in WITHIN_A_LINE):
                yield f"a name without a direction of its own in {tag.name}: {' | '.join(runs)[:160]!r}"
                break
        for attribute in SAID:
            said = _unmarked(str(tag.get(attribute, "")))
            if NAMED.search(said) and BESIDE.search(said):
                yield f"a name without a direction of its own in {attribute} of {tag.name}: {said[:160]!r}"


def _runs(tag: Tag) -> list[str]:
    """The texts that stand in an element itself, one for each stretch that no other element parts."""
    runs = [""]
    for child in tag.children:
        if isinstance(child, Tag) and child.name != "mark":
            runs.append("")
        elif not isinstance(child, PreformattedString):
            runs[-1] += str(child) if isinstance(child, NavigableString) else child.get_text()
    return [_unmarked(run) for run in runs]


def _unmarked(text: str) -> str:
    while (shorter := MARKED.sub("", text)) != text:
        text = shorter
    return text

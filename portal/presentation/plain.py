"""The answer of a page as plain words, for machines that show it beside a link."""

from __future__ import annotations

from markupsafe import Markup

LONGEST = 300  # characters; those who show it cut it themselves, at half of this or less


def plain(text: str) -> str:
    """The words of the first paragraph without their markup, cut after a whole word."""
    first = text.partition("</p>")[0]
    words = first.striptags() if isinstance(first, Markup) else " ".join(first.split())
    if len(words) <= LONGEST:
        return words
    return f"{words[:LONGEST].rsplit(' ', 1)[0].rstrip(' ,.;:')} …"

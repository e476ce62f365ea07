"""The names of months as people type them."""

from __future__ import annotations

from collections.abc import Iterator

from babel.dates import get_month_names


def _month_names() -> Iterator[tuple[str, int]]:
    for language in ("id", "en"):
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                yield name.lower().rstrip("."), number


#: The months in both languages, whole, short, and as they are misspelt.
MONTHS: dict[str, int] = {
    **dict(_month_names()),
    "pebruari": 2,
    "agt": 8,
    "ags": 8,
    "sept": 9,
    "nopember": 11,
    "nop": 11,
}

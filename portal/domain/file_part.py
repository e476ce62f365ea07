"""A part of the tickets of a file, for readers who take them page by page.

A page begins after the last ticket of the one before and not at a number, so that tickets which come, go or change
between two pages neither repeat another nor push one out of sight.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .lens import Sort

NAMES = ("page_size", "after")
MOST = 1_000  # tickets a page
#: The orders in which a ticket keeps its place for good; without a word of it the newest come first.
ORDERS = ("", Sort.NEWEST.value, Sort.OLDEST.value)
_SIZE = re.compile(r"\d{1,4}", re.ASCII)
_PLACE = re.compile(r"(-?\d{1,10})\.(\d{1,18})", re.ASCII)  # ten digits of seconds: 1653 to 2286


@dataclass(frozen=True, slots=True, order=True)
class FilePlace:
    """Where a ticket stands among all, by the second of its submission, then by its row."""

    submitted: int
    id: int

    def __str__(self) -> str:
        return f"{self.submitted}.{self.id}"


@dataclass(frozen=True, slots=True)
class FilePart:
    """``size`` tickets, 0 for what goes along with them alone; ``after`` this one, None from the first on."""

    size: int
    after: FilePlace | None = None


def parse(args: Mapping[str, str]) -> tuple[FilePart | None, tuple[str, ...]]:
    """(what an address asks for, None for all of it; names of what could not be read in it)."""
    size, place = args.get("page_size", "").strip(), args.get("after", "").strip()
    if not size:
        return None, ("after",) if place else ()
    read, after = _SIZE.fullmatch(size), _PLACE.fullmatch(place)
    bad = ["page_size"] if not read or int(size) > MOST else []
    bad += ["after"] if place and not after else []
    bad += ["sort"] if args.get("sort", "").strip() not in ORDERS else []
    if bad:
        return None, tuple(bad)
    return FilePart(int(size), FilePlace(int(after[1]), int(after[2])) if after else None), ()

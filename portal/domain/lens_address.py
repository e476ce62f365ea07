"""Reads the filter of an address: what cannot be read is left out and named, and nothing that is typed is an error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from . import turn
from .lens import MAX_Q, MAX_VALUES, MULTI, NOT, Box, Sort, TicketFilter
from .status import code_named

_LONGEST_PAGE = 6  # digits
_YES = frozenset({"1", "true", "yes", "ya", "on"})
_NO = frozenset({"", "0", "false", "no", "tidak", "off"})


def parse(args: Mapping[str, Sequence[str]]) -> tuple[TicketFilter, tuple[str, ...]]:
    """(filter, names of the fields that could not be read). Never raises: what cannot be read is left out.

    ``args`` maps a name to all its values; one value may hold several, separated by commas.
    """
    bad: list[str] = []
    multi = {name: _values(args, name, bad) for name in MULTI}
    since, until = _day(args, "from", bad), _day(args, "to", bad)
    if since and until and since > until:
        since, until = until, since
    found = TicketFilter(
        q=_query(args, bad),
        since=since,
        until=until,
        overdue=_overdue(args, bad),
        bbox=_box(args, bad),
        sort=_sort(args, bad),
        page=_page(args, bad),
        turn=turn.parse(args, bad),
        excluded=tuple((name, value[1:]) for name, values in multi.items() for value in values if _is_excluded(value)),
        **{name: tuple(v for v in values if not _is_excluded(v)) for name, values in multi.items()},
    )
    return found, tuple(bad)


def _first(args: Mapping[str, Sequence[str]], name: str) -> str:
    values = args.get(name) or ("",)
    return values[0]


def _query(args: Mapping[str, Sequence[str]], bad: list[str]) -> str:
    """The query text; of one that is too long its beginning."""
    text = _first(args, "q").replace("\x00", " ").strip()
    if len(text) > MAX_Q:
        bad.append("q")
    return text[:MAX_Q]


def _overdue(args: Mapping[str, Sequence[str]], bad: list[str]) -> bool:
    text = _first(args, "overdue").strip().lower()
    if text not in _YES | _NO:
        bad.append("overdue")
    return text in _YES


def _values(args: Mapping[str, Sequence[str]], name: str, bad: list[str]) -> tuple[str, ...]:
    """The values of a field as they are written, each once; of too many the first."""
    parts = (part.strip().replace("\x00", "")[:80] for value in args.get(name, ()) for part in value.split(","))
    named = _status if name == "status" else str
    found = tuple(dict.fromkeys(named(part) for part in parts if part))
    if len(found) > MAX_VALUES:
        bad.append(name)
    return found[:MAX_VALUES]


def _status(written: str) -> str:
    return NOT + code_named(written[1:]) if _is_excluded(written) else code_named(written)


def _is_excluded(written: str) -> bool:
    return written.startswith(NOT) and written != NOT


def _day(args: Mapping[str, Sequence[str]], name: str, bad: list[str]) -> date | None:
    text = _first(args, name).strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        bad.append(name)
        return None
    if not 1900 <= day.year <= 2200:
        bad.append(name)
        return None
    return day


def _box(args: Mapping[str, Sequence[str]], bad: list[str]) -> Box | None:
    text = _first(args, "bbox").strip()
    if not text:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        bad.append("bbox")
        return None
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        bad.append("bbox")
        return None
    return Box(west, south, east, north)


def _sort(args: Mapping[str, Sequence[str]], bad: list[str]) -> Sort:
    text = _first(args, "sort").strip()
    if not text:
        return Sort.BEST
    try:
        return Sort(text)
    except ValueError:
        bad.append("sort")
        return Sort.BEST


def _page(args: Mapping[str, Sequence[str]], bad: list[str]) -> int:
    text = _first(args, "page").strip()
    if not text:
        return 1
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_PAGE and int(text)):
        bad.append("page")
        return 1
    return int(text)

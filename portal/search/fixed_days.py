"""A query with dates in the place of days named from today (``masuk:minggu ini``): it means the same tomorrow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ..domain.city import City
from ..domain.lens import MAX_Q
from .fields import fields_of
from .typed_text import AFTER_VALUE, BEFORE_RANGE, PHRASE, RECEIVED, SEVERAL, as_seen
from .value_ranges import any_of_days, day_range


@dataclass(frozen=True, slots=True)
class FixedDays:
    """``text``: as it was typed; ``values``: the first and the last day, '' where open."""

    text: str
    values: tuple[str, str]


def with_fixed_days(text: str, city: City, today: date) -> tuple[str, tuple[FixedDays, ...]]:
    """The text with dates in the place of days that are named from ``today``, and what each of these was read as.

    A text that the dates would make too long for an address is left as it is.
    """
    seen, fixed, found = as_seen(text), dict[FixedDays, None](), text
    pattern = _pattern(tuple(name for name, field in fields_of(city).items() if field == "received"))
    for match in reversed([match for match in pattern.finditer(seen.text) if match["value"]]):
        values = [match["value"]] if '"' in match["value"] else any_of_days(match["value"])
        dated = [_fixed(value.replace('"', " ").strip(), today) for value in values]
        if not any(dated):
            continue
        start, end = seen.typed(*match.span())
        written = ",".join(_written(one) if one else value for one, value in zip(dated, values, strict=True))
        found = f"{found[:start]}{match['name']}:{written}{found[end:]}"
        fixed = {**dict.fromkeys(one for one in dated if one), **fixed}
    return (found, tuple(fixed)) if len(found) <= MAX_Q else (text, ())


def _written(days: FixedDays) -> str:
    return "..".join(dict.fromkeys(days.values))


def _fixed(value: str, today: date) -> FixedDays | None:
    """None for what is no such time, or says its dates itself."""
    ends = day_range(value, today) if day_range(value) is None else None
    return ends and FixedDays(value, (ends[0].isoformat() if ends[0] else "", ends[1].isoformat() if ends[1] else ""))


@lru_cache(maxsize=8)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    value = rf"(?P<value>{PHRASE}|{SEVERAL.pattern}|{RECEIVED.pattern})"
    return re.compile(rf"{PHRASE}|(?<!\w)(?P<name>{'|'.join(names)}){BEFORE_RANGE}{value}{AFTER_VALUE}", re.IGNORECASE)

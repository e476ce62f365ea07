"""What a query says in words and a field says exactly: days or a month, an area after the name of its level."""

from __future__ import annotations

import re
from datetime import date
from zoneinfo import ZoneInfo

from ...domain.city import City
from ...domain.lens import TicketFilter
from ...domain.source_clock import SourceClocks
from ...search.engine import Engine
from ...search.field_names import of_city
from ...search.fields import ALIASES
from ...search.relative_days import RELATIVE
from ...search.value_ranges import MONTHS, day_range
from .suggestions import Better, counted

_MOST_WORDS = 4  # of an area's name
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"(?<![\w:./-])(?:(?:tgl|tanggal|masuk|received)\.? )?(?P<date>{RELATIVE}"
    rf"|(?:\d{{1,2}}[ -])?(?:{_MONTH})\.?[ -]\d{{4}}"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{1,2}(?:-\d{1,2})?|^(?:19|20)\d\d$)(?![\w/-])",
    re.IGNORECASE,
)
_RECEIVED = re.compile(rf"\b(?:received|{'|'.join(ALIASES['received'])})\s*:", re.IGNORECASE)


def field_meant(engine: Engine, filter: TicketFilter, city: City, clocks: SourceClocks) -> Better | None:
    """The query with a field in the place of such words, where it finds something; None where it has none."""
    text = "" if '"' in filter.q else filter.q
    today = clocks.now.astimezone(ZoneInfo(city.zone)).date()
    dated = _with_date(text, ALIASES["received"][0], today)
    better = dated or _with_area(text, city)
    count = counted(engine, filter.but(q=better), city, clocks) if better else 0
    return Better(better, count, _with_date(text, "received", today) if dated else "") if count else None


def _with_date(text: str, field: str, today: date) -> str:
    found = _DATE.search(text)
    if found is None or day_range(found["date"], today) is None or _RECEIVED.search(text):
        return ""
    value = f'"{found["date"]}"' if " " in found["date"] else found["date"]
    return f"{text[: found.start()]}{field}:{value}{text[found.end() :]}"


def _with_area(text: str, city: City) -> str:
    names = of_city(city)
    words = list(re.finditer(r"\w+", text))
    for at, word in enumerate(words):
        said = word[0].lower()
        name = said if said in names.levels else city.synonyms.get(said, "")
        if name not in names.levels or text[word.end() :].lstrip().startswith(":"):
            continue
        for last in reversed(words[at + 1 : at + 1 + _MOST_WORDS]):
            area = text[words[at + 1].start() : last.end()]
            if names.meant("area", area, level=names.levels[name]).values:
                return f'{text[: word.start()]}{name}:"{area}"{text[last.end() :]}'
    return ""

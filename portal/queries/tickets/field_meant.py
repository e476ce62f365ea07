"""What a query says in words and a field says exactly: when, for how long, in what state, by whom, in which area."""

from __future__ import annotations

import re
from datetime import date
from zoneinfo import ZoneInfo

from ...domain.city import City
from ...domain.lens import TicketFilter
from ...domain.names import address
from ...domain.source_clock import SourceClocks
from ...search.conditions import BY_NAME, OVERDUE_NAMES
from ...search.engine import Engine
from ...search.field_names import of_city
from ...search.fields import ALIASES
from ...search.months import MONTHS
from ...search.periods import ONE_PERIOD
from ...search.relative_days import RELATIVE
from ...search.status_names import STATUSES
from ...search.value_ranges import SAID_BEFORE, day_range
from .suggestions import Better, counted

_MOST_WORDS = 4  # of an area's name
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_LONE_MONTH = "|".join(name for name in MONTHS if len(name) > 3)
#: A year that stands alone is none where it is a number of a house or a street.
_YEAR = r"(?<!no )(?<!no\. )(?<!no\.)(?<!nomor )(?<!blok )(?<!kav )(?<!km )(?<!jalan )(?<!jl )(?<!jl\. )(?:19|20)\d\d"
_DATE = re.compile(
    rf"(?<![\w:./-])(?:(?:masuk|received)\.? )?{SAID_BEFORE}(?P<date>{RELATIVE}|{ONE_PERIOD}"
    rf"|(?:\d{{1,2}}[ -])?(?:{_MONTH})\.?[ -]\d{{4}}|\d{{1,2}} (?:{_MONTH})"
    rf"|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}|\d{{4}}-\d{{1,2}}(?:-\d{{1,2}})?|(?:{_LONE_MONTH})|{_YEAR})(?![\w/-])",
    re.IGNORECASE,
)
_LONG = re.compile(
    r"(?<![\w:])(?:(?:menunggu|waiting|waited)(?: for)? )?"
    r"(?:lebih dari|lebih lama dari|more than|longer than|older than|over) (\d{1,4}) (?:hari|days?)(?!\w)",
    re.IGNORECASE,
)
#: Names of states that are said in several words, and those in one that say nothing else beside reports.
_STATES = (
    *(name for name in (*BY_NAME, *STATUSES, *OVERDUE_NAMES) if "-" in name),
    *("open", "unanswered", "overdue", "reopened", "disputed", "unresolved", "terlambat", "late"),
)
_STATE = re.compile(
    rf"(?<![\w:-])(?:yang |that are |still )?({'|'.join(_STATES).replace('-', '[ -]')})(?![\w:-])", re.IGNORECASE
)
_ONE_STATE = re.compile(
    r"(?<![\w:-])(?:yang |that were )?(ditolak|rejected|selesai|resolved|dibantah|disputed|duplikat)(?![\w:-])",
    re.IGNORECASE,
)
_AGENCY = frozenset(("agency", *ALIASES["agency"])) - {"dinas"}
_RECEIVED = re.compile(rf"\b(?:received|{'|'.join(ALIASES['received'])})\s*:", re.IGNORECASE)


def field_meant(
    engine: Engine, filter: TicketFilter, city: City, clocks: SourceClocks, *, found: bool = True
) -> Better | None:
    """The query with a field in the place of such words, where it finds something; None where it has none.

    ``found``: whether the words find anything. Where they do not, the category that they name is offered, whose reports
    may be closed to a search for words.
    """
    text = "" if '"' in filter.q else filter.q
    today = clocks.now.astimezone(ZoneInfo(city.zone)).date()
    own, english = (
        _with_state(text, _with_area(_with_agency(_with_fields(text, *fields, today), field, city), city), fields[-1])
        for fields, field in ((("masuk", "hari", "yang"), "instansi"), (("received", "days", "is"), "agency"))
    )
    if own == text and not found:
        own, english = _category(text, "kategori", city), _category(text, "category", city)
    count = counted(engine, filter.but(q=own), city, clocks) if own != text else 0
    return Better(own, count, english if english != own else "") if count else None


def _category(text: str, field: str, city: City) -> str:
    """The category alone that the text names."""
    words = list(re.finditer(r"\w+", text))
    found = None if ":" in text else of_city(city).category_in([address(word[0]) for word in words])
    if found is None:
        return text
    name = text[words[found[0]].start() : words[found[1] - 1].end()]
    return f'{field}:"{name}"' if " " in name else f"{field}:{name}"


def _with_fields(text: str, received: str, days: str, state: str, today: date) -> str:
    """The text with these fields, by their names in one language, in the place of what they say."""
    text = _with_date(text, received, today)
    text = _LONG.sub(rf"{days}:>\1", text, count=1)
    return _STATE.sub(lambda found: _state(address(found[1]), state), text, count=1)


def _with_state(text: str, better: str, field: str) -> str:
    """A state in one word as well, which citizens say of other things, where the rest names an agency or a time."""
    return _ONE_STATE.sub(lambda found: _state(found[1].lower(), field), better, count=1) if better != text else text


def _state(name: str, field: str) -> str:
    return f"{field if name in BY_NAME or name in OVERDUE_NAMES else 'status'}:{name}"


def _with_date(text: str, field: str, today: date) -> str:
    found = _DATE.search(text)
    if found is None or day_range(found["date"], today) is None or _RECEIVED.search(text):
        return text
    value = f'"{found["date"]}"' if " " in found["date"] else found["date"]
    return f"{text[: found.start()]}{field}:{value}{text[found.end() :]}"


def _with_agency(text: str, field: str, city: City) -> str:
    """The text with this field in the place of an agency's name, one in one word where the text says more."""
    words = [word for word in re.finditer(r"[\w&]+", text) if text[word.end() : word.end() + 1] != ":"]
    found = of_city(city).agency_in([word[0].lower() for word in words])
    if found is None or (found[1] - found[0] == 1 and len(words) == 1):
        return text
    said = found[0] and words[found[0] - 1][0].lower() in _AGENCY  # ``instansi dishub``, without the colon
    start, end = words[found[0] - bool(said)].start(), words[found[1] - 1].end()
    if text[start - 1 : start] in (":", '"') or '"' in text[start:end] or ":" in text[start:end]:
        return text
    name = text[words[found[0]].start() : end]
    quoted = f'"{name}"' if " " in name else name
    return f"{text[:start]}{field}:{quoted}{text[end:]}"


def _with_area(text: str, city: City) -> str:
    names = of_city(city)
    words = list(re.finditer(r"\w+", text))
    for at, word in enumerate(words):
        said = word[0].lower()
        name = said if said in names.levels else city.synonyms.get(said, "")
        before = text[word.start() - 1 : word.start()]
        if name not in names.levels or before in (":", '"') or text[word.end() :].lstrip().startswith(":"):
            continue
        for last in reversed(words[at + 1 : at + 1 + _MOST_WORDS]):
            area = text[words[at + 1].start() : last.end()]
            if names.meant("area", area, level=names.levels[name]).values:
                return f'{text[: word.start()]}{name}:"{area}"{text[last.end() :]}'
    return text

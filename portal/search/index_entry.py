"""The fields that both engines index for a document: words, names and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..domain.status import Status, StatusType
from ..domain.street import KINDS, streets_in
from . import cells
from .analysis import BREAK, Analyser
from .clock_name import clock_name
from .document import Document

VERSION = 12  # of the fields below; a new one starts a new index beside the old

#: The parts of a ticket's words, each indexed as its stems in order: what citizens said, what agencies said, and the
#: names of what it is about.
PARTS = ("text", "answer", "facts")
#: The same parts as all words as they are written, in order.
FORMS = {part: f"{part}_forms" for part in PARTS}
#: Analysed text; ``title`` and ``place`` (with the name of its own area): stems, for ranking.
TEXTS = (*PARTS, *FORMS.values(), "title", "place")
#: Names for the words of all parts, which no index holds once more: see parts.py.
EVERYWHERE = {"words": PARTS, "forms": tuple(FORMS.values())}
#: Exact values, several in one field where a ticket has several.
NAMES = (
    "code",
    "status",
    "type",
    "ever",
    "agency",
    "holder",
    "asked",
    "is",
    "category",
    "area",
    "channel",
    "clock",
    "street",
)
#: The areas of a ticket as one value, from its own to the largest, for counting.
CHAIN = "chain"
CHAIN_SEPARATOR = "\n"
#: In a term of ``street``, between the words that it is found by and its name.
STREET_SEPARATOR = "\n"
#: Whole numbers that are searched by range. Times are seconds; places are millionths of a degree.
NUMBERS = ("day", "open_since", "open_due", "open_promise", "waited_here", "took", "handoffs", "lat", "lon")
#: Whole numbers of an entry that no engine indexes as they are: Tantivy has them in columns of its own, Whoosh in rows.
TALLIED = ("month", "resolved_month", "closed_month", "resolved_within_week")
#: Whole numbers that are counted by histogram, or sorted by.
COUNTED = ("cell", "newest", "waiting", "open_first")
WEEK = 7 * 86_400  # seconds

_SIGNS = re.compile(r"[\W_]+")
_ID_BITS = 30
_ID_MASK = (1 << _ID_BITS) - 1
_FAR = 1 << 33  # seconds before 1970 that the order by time still distinguishes
_HIGH = 1 << 63
_TYPE_OF = {status.value: status.type.value for status in Status}
_OPEN, _RESOLVED = StatusType.OPEN.value, StatusType.RESOLVED.value


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """The fields of one document, by name; what a document lacks is left out."""

    id: int
    texts: dict[str, str]
    names: dict[str, tuple[str, ...]]
    numbers: dict[str, int]


def index_entry(document: Document, analyser: Analyser) -> IndexEntry:
    """A document as the engines index it."""
    return IndexEntry(document.id, _texts(document, analyser), _names(document, analyser), _numbers(document))


def code_key(code: str) -> str:
    """A ticket's code in the form that is indexed: capital letters and digits only."""
    return _SIGNS.sub("", code).upper()


def street_terms(name: str, analyser: Analyser) -> Iterator[str]:
    """A street under each of its words, so that it is found by any of them: what follows from there in normalised
    words, then its name."""
    forms = [form for form, _ in analyser.words(name)]
    if forms and forms[0] in KINDS:
        del forms[0]
    for start in range(len(forms)):
        yield f"{' '.join(forms[start:])}{STREET_SEPARATOR}{name}"


def micro(degrees: float) -> int:
    """Degrees in whole millionths."""
    return round(degrees * 1_000_000)


def id_in(key: int) -> int:
    """The ticket's id in a sort key."""
    return key & _ID_MASK


def _texts(document: Document, analyser: Analyser) -> dict[str, str]:
    parts = {
        "text": (document.title, document.text, document.place, *document.verdicts),
        "answer": document.answers,
        "facts": (document.facts, *document.area_names, *document.remarks),
    }
    found: dict[str, str] = {}
    stems: dict[str, list[str]] = {}
    for part, texts in parts.items():
        stems[part], forms = analyser.analysed(texts)
        found[FORMS[part]] = _joined(forms)
    own_area = stems["facts"][1:2] if document.area_names else []
    found |= {"title": stems["text"][0], "place": _joined([stems["text"][2], *own_area])}
    stems["facts"].append(analyser.stems(document.code))
    return found | {part: _joined(each) for part, each in stems.items()}


def _joined(texts: list[str]) -> str:
    """Several texts as one, through which no phrase reaches from one into the next."""
    return f" {BREAK} ".join(filter(None, texts))


def _names(document: Document, analyser: Analyser) -> dict[str, tuple[str, ...]]:
    return {
        "code": (code_key(document.code),),
        "status": (document.status,),
        "type": (_TYPE_OF[document.status],),
        "ever": tuple({*document.ever, document.status}),
        "agency": (document.agency,),
        "holder": (document.holder,),
        "asked": tuple(set(document.asked)),
        "is": document.conditions,
        "category": (document.category,) if document.category else (),
        "area": tuple(set(document.areas)),
        "channel": (document.channel,) if document.channel else (),
        "clock": (clock_name(document.source, document.due, document.desk_at),) if _is_open(document) else (),
        "street": tuple(
            {term for name in streets_in(document.place, analyser.language) for term in street_terms(name, analyser)}
        ),
    }


def _is_open(document: Document) -> bool:
    return _TYPE_OF[document.status] == _OPEN


def _numbers(document: Document) -> dict[str, int]:
    type_ = _TYPE_OF[document.status]
    found = {"day": document.day, "month": document.month, "handoffs": document.handoffs}
    found |= {**_keys(document, type_ == _OPEN), **_times(document, type_)}
    if document.lat is not None and document.lon is not None:
        lat, lon = document.lat, document.lon
        found["lat"], found["lon"], found["cell"] = micro(lat), micro(lon), cells.number(lat, lon)
    return found


def _times(document: Document, type_: str) -> dict[str, int]:
    """The times of open tickets, or those of ended ones."""
    found: dict[str, int] = {}
    if type_ == _OPEN:
        found["open_since"] = document.submitted
        if document.due is not None:
            found["open_due"] = document.due
        if document.promise is not None:
            found["open_promise"] = document.promise
        if document.desk_at is not None:
            found["waited_here"] = max(0, document.desk_at - document.submitted)
    elif document.ended is not None and document.ended_month is not None:
        found["took"] = max(0, document.ended - document.submitted)
        found["resolved_month" if type_ == _RESOLVED else "closed_month"] = document.ended_month
        if type_ == _RESOLVED and found["took"] <= WEEK:
            found["resolved_within_week"] = 1
    return found


def _keys(document: Document, open_: bool) -> dict[str, int]:
    """Sort keys of a document."""
    if not 0 <= document.id <= _ID_MASK:
        raise ValueError(f"ticket id {document.id} does not fit into the index")
    return order_keys(document.id, document.submitted, open_)


def order_keys(id: int, submitted: int, open_: bool) -> dict[str, int]:
    """What lists sort a ticket by: the time of submission, then the id.

    ``waiting`` is for rising order, open tickets before ended ones; ``open_first`` for falling order, open ones first.
    """
    newest = max(0, min(2 * _FAR - 1, submitted + _FAR)) << _ID_BITS | id
    low = max(0, min(_FAR - 1, submitted + (_FAR >> 1))) << _ID_BITS | id
    high = low | _HIGH
    waiting, open_first = (low, high) if open_ else (high, low)
    return {"newest": newest, "waiting": waiting, "open_first": open_first}

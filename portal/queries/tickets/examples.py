"""Examples for the help of the search: each finds something in this city. Counted once a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import select

from ...domain.condition import Condition
from ...domain.lens import Sort, TicketFilter
from ...domain.source_clock import SourceClocks
from ...domain.status import ENGLISH
from ...domain.visibility import Visibility
from ...models import Ticket
from ...search import query_parser
from ...search.engine import Found, SearchRequest
from ..sources import Sources
from .names import Names

NEWEST = 20  # tickets whose titles give words
LONG = 5  # letters of a word that makes a good example
MOST_ASKED = 3  # agencies that are tried: one may be asked about tickets that are gone
DAYS = (30, 14, 7, 3, 1)
HANDOFFS = (2, 1, 0)
ANSWERED = ("material", "petugas", "lokasi", "perbaikan", "selesai", "staff", "repair", "resolved")
PAST = ("koordinasi", "validasi", "disposisi", "proses", "menunggu", "selesai")
#: Without any ticket to learn from: how each is written, though nothing is found yet.
UNTOLD = {
    "words": "lampu jalan",
    "phrase": '"lampu jalan"',
    "not": "lampu -jalan",
    "or": "lampu OR jalan",
    "prefix": "lamp*",
}


@dataclass(frozen=True, slots=True)
class Example:
    """``kind``: words, phrase, not, or, prefix, or the field that it shows; ``text``: words, or a value.

    ``text_en``: as an English reader types it, where that is another text.
    """

    kind: str
    text: str
    text_en: str = ""


def examples(sources: Sources, clocks: SourceClocks, names: Names) -> tuple[Example, ...]:
    """Those of this day; until there is a ticket, of the moment."""
    version = (clocks.latest.date(), sources.city.name) if sources.engine.documents() else None
    return sources.cache.get("examples", version, lambda: _found(sources, clocks, names))


def _found(sources: Sources, clocks: SourceClocks, names: Names) -> tuple[Example, ...]:
    request = SearchRequest(None, TicketFilter(), clocks, sort=Sort.NEWEST, limit=NEWEST)
    found = sources.engine.search(request)
    words = dict(_words(sources, clocks, found))
    fields = _values(sources, clocks, found, names)
    return tuple(Example(kind, *texts) for kind, *texts in (*{**UNTOLD, **words}.items(), *fields))


def _words(sources: Sources, clocks: SourceClocks, found: Found) -> Iterator[tuple[str, str]]:
    """Two neighbouring words of a new title, and what can be asked with them."""
    analyser = sources.engine.analyser
    titled = select(Ticket.title).where(Ticket.id.in_(found.ids), Ticket.visibility == Visibility.FULL.value)
    for title in sources.session.scalars(titled.order_by(Ticket.id.desc())):
        told = [word for word in (title or "").lower().split() if word.isalpha()]
        for first, second in pairwise(told):
            if min(len(first), len(second)) < LONG or {first, second} & analyser.stop_words:
                continue
            texts = {
                "words": f"{first} {second}",
                "phrase": f'"{first} {second}"',
                "not": f"{first} -{second}",
                "or": f"{first} OR {second}",
                "prefix": f"{first[: LONG - 1]}*",
                "text": first,
            }
            if all(_count(sources, clocks, text) for text in texts.values()):
                yield from texts.items()
                return


def _values(sources: Sources, clocks: SourceClocks, found: Found, names: Names) -> Iterator[tuple[str, ...]]:
    """A value of each field: the most frequent one; and its English name, where it has one."""
    counts = {field: sorted(of, key=lambda value: -of[value]) for field, of in found.facets.items()}
    yield "status", *_status(next(iter(counts.get("status", ())), "proses"))
    past = (status for status in PAST if _count(sources, clocks, f"ever:{status}"))
    yield "ever", *_status(next(past, PAST[0]))
    for field in ("agency", "holder", "category", "area", "channel"):
        values = counts.get("agency" if field == "holder" else field, ())
        if values:
            named = names.of(field).get(values[0])
            english = _quoted(named.name_en) if named and named.name_en else ""
            yield field, _quoted(named.short or named.name if named else values[0]), english
    often = (slug for slug, _ in sources.engine.terms("asked", "", MOST_ASKED))
    asked = (slug for slug in often if _count(sources, clocks, f"asked:{slug}"))
    if slug := next(asked, ""):
        yield "asked", slug
    months = [month.month for month in found.trend if month.received][-2:]
    if months:
        yield "received", "..".join(f"{month // 100}-{month % 100:02}" for month in months)
    answered = (word for word in ANSWERED if _count(sources, clocks, f"answer:{word}"))
    if word := next(answered, ""):
        yield "answer", word
    told = (condition.value for condition in Condition if _count(sources, clocks, f"is:{condition.value}"))
    yield "is", next(told, Condition.DISPUTED.value)
    yield "handoffs", next((f">{times}" for times in HANDOFFS if _count(sources, clocks, f"handoffs:>{times}")), ">2")
    yield "days", next((f">{days}" for days in DAYS if _count(sources, clocks, f"days:>{days}")), ">30")


def _count(sources: Sources, clocks: SourceClocks, text: str) -> int:
    read = query_parser.parse(text, sources.city, sources.engine.analyser, clocks)
    return 0 if read.notes else sources.engine.count(read.tree, TicketFilter(), clocks)


def _status(value: str) -> tuple[str, str]:
    return value, {status.value: name for status, name in ENGLISH.items()}.get(value, "")


def _quoted(name: str) -> str:
    return name.lower() if name.isalpha() else f'"{name.replace(chr(34), "")}"'

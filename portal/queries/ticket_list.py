"""The lens as a list: the index says which tickets and how many, the database what the page shows of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ..domain.city import City
from ..domain.lens import MAX_PAGE, PAGE_SIZE, TicketFilter
from ..search import language, spelling
from ..search.engine import Engine, Found, Month
from ..search.reading import Reading
from .lens_answer import Answer, answer
from .lens_facets import Facet, facets, unknown
from .lens_marks import MarkedRow, marked_rows
from .lens_names import Names, lens_names
from .lens_rows import TicketRow, ticket_rows
from .lens_ways_out import WayOut, ways_out
from .lens_words import exact, synonym_names
from .log_end import log_end
from .ticket_near import meant

RARE = 200  # with so many matches nobody meant another word


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketList:
    """A page of the lens. ``total`` counts every match; ``reading`` is how the words were understood.

    ``marked``: each row's texts with the words that matched, by the ticket's id. ``exact``: the query as one phrase,
    '' where that is no other question. ``better``: the spelling mended. ``also``: synonyms by their stems.
    ``unread``: there are tickets, but the index has not seen any yet.
    """

    filter: TicketFilter
    reading: Reading
    names: Names
    rows: list[TicketRow]
    marked: dict[int, MarkedRow]
    exact: str
    better: str | None
    also: dict[str, str]
    ways_out: list[WayOut]
    total: int
    open: int
    overdue: int
    facets: tuple[Facet, ...]
    trend: tuple[Month, ...]
    answer: Answer
    unknown: tuple[tuple[str, str], ...]
    now: datetime
    unread: bool

    @property
    def beyond(self) -> bool:
        """Whether the asked page lies after the last one."""
        return self.total > 0 and not self.rows and self.filter.page > 1

    @property
    def cut(self) -> bool:
        """Whether there are more pages than can be turned."""
        return self.total > MAX_PAGE * PAGE_SIZE


def exact_code(session: Session, filter: TicketFilter, city: City) -> str | None:
    """The code of the ticket that the query is, when it is nothing else; None when it is not one, or of no ticket."""
    if not filter.q or filter.faceted or language.code(filter.q) is None:
        return None
    return meant(session, filter.q, city.code_prefix)


def ticket_list(
    session: Session, engine: Engine, filter: TicketFilter, city: City, now: datetime, *, figures: bool = True
) -> TicketList:
    """The tickets, counts and facets of a filter; with ``figures`` also the trend and what the list opens with."""
    reading = language.read(filter.q, city, engine.analyser, now)
    found = _found(engine, reading, filter, now, figures)
    names = lens_names(session)
    rows = ticket_rows(session, found.ids, names)
    return TicketList(
        filter=filter,
        reading=reading,
        names=names,
        rows=rows,
        marked=marked_rows(rows, reading.marks, engine.analyser),
        exact=exact(filter.q, reading),
        better=_better(engine, filter, reading, found.total, now),
        also=synonym_names(engine.analyser, reading),
        ways_out=[] if found.total else ways_out(engine, filter, reading, city, now),
        total=found.total,
        open=found.open,
        overdue=found.overdue,
        facets=facets(found.facets, filter, names),
        trend=found.trend,
        answer=answer(engine, reading.tree, filter, now, found, names, city) if figures else Answer(),
        unknown=unknown(filter, names),
        now=now,
        unread=not found.total and not engine.seq() and log_end(session) > 0,
    )


def _better(engine: Engine, filter: TicketFilter, reading: Reading, total: int, now: datetime) -> str | None:
    """The query with its spelling mended, where the words find little and something else would find more."""
    return spelling.better(filter.q, reading, engine, now) if reading.words and total < RARE else None


def _found(engine: Engine, reading: Reading, filter: TicketFilter, now: datetime, trend: bool) -> Found:
    offset = (filter.page - 1) * PAGE_SIZE
    return engine.search(reading.tree, filter, now, sort=filter.sort, offset=offset, limit=PAGE_SIZE, trend=trend)

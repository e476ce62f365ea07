"""The lens as a list: the index says which tickets and how many, the database what the page shows of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ...domain.city import City
from ...domain.lens import MAX_PAGE, PAGE_SIZE, TicketFilter
from ...search import query_parser, spelling
from ...search.engine import Engine, Found, MonthCount, SearchRequest
from ...search.interpretation import ParsedQuery
from ..city.log_end import log_end
from .facets import Facet, facets, unknown
from .headline import Headline, headline
from .marks import MarkedRow, marked_rows
from .names import Names, lens_names
from .near import meant
from .relaxations import Relaxation, relaxations
from .rows import TicketRow, ticket_rows
from .wording import exact, synonym_names

RARE = 200  # with so many matches nobody meant another word


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketList:
    """A page of the lens. ``total`` counts every match; ``reading`` is how the words were understood.

    ``marked``: each row's texts with the words that matched, by the ticket's id. ``exact``: the query as one phrase,
    '' where that is no other question. ``better``: the spelling mended. ``also``: synonyms by their stems.
    ``unread``: there are tickets, but the index has not seen any yet.
    """

    filter: TicketFilter
    reading: ParsedQuery
    names: Names
    rows: list[TicketRow]
    marked: dict[int, MarkedRow]
    exact: str
    better: str | None
    also: dict[str, str]
    relaxations: list[Relaxation]
    total: int
    open: int
    overdue: int
    facets: tuple[Facet, ...]
    trend: tuple[MonthCount, ...]
    headline: Headline
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
    if not filter.q or filter.faceted or query_parser.ticket_code(filter.q) is None:
        return None
    return meant(session, filter.q, city.code_prefix)


def ticket_list(
    session: Session, engine: Engine, filter: TicketFilter, city: City, now: datetime, *, figures: bool = True
) -> TicketList:
    """The tickets, counts and facets of a filter; with ``figures`` also the trend and what the list opens with."""
    reading = query_parser.parse(filter.q, city, engine.analyser, now)
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
        relaxations=[] if found.total else relaxations(engine, filter, reading, city, now),
        total=found.total,
        open=found.open,
        overdue=found.overdue,
        facets=facets(found.facets, filter, names),
        trend=found.trend,
        headline=headline(engine, reading.tree, filter, now, found, names, city) if figures else Headline(),
        unknown=unknown(filter, names),
        now=now,
        unread=not found.total and not engine.seq() and log_end(session) > 0,
    )


def _better(engine: Engine, filter: TicketFilter, reading: ParsedQuery, total: int, now: datetime) -> str | None:
    """The query with its spelling mended, where the words find little and something else would find more."""
    return spelling.better(filter.q, reading, engine, now) if reading.words and total < RARE else None


def _found(engine: Engine, reading: ParsedQuery, filter: TicketFilter, now: datetime, trend: bool) -> Found:
    offset = (filter.page - 1) * PAGE_SIZE
    return engine.search(
        SearchRequest(reading.tree, filter, now, sort=filter.sort, offset=offset, limit=PAGE_SIZE, trend=trend)
    )

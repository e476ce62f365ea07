"""The list of tickets of a filter: the index finds and counts, the database says what the page shows of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session
from whoosh.query import Query

from ...domain.city import City
from ...domain.code import is_code, key, pieces, readings
from ...domain.lens import MAX_PAGE, PAGE_SIZE, TicketFilter
from ...domain.source_clock import SourceClocks
from ...search.engine import Engine, Found, MonthCount, SearchRequest
from ...search.interpretation import ParsedQuery
from ...search.ranking import open_first
from ..city.clocks import source_clocks
from ..city.facts import begun
from ..city.version import log_and_city, log_end
from ..sources import Sources
from ..streets.asked import streets_asked
from ..streets.find import StreetName
from .conditions import ConditionLink, condition_links
from .examples import Example, examples
from .facets import Facet, facets, unknown
from .field_meant import field_meant
from .find import codes_named
from .folded import FoldedRow, folded
from .headline import Headline, headline, week_old
from .hidden import HiddenCount, hidden_count
from .matched import MarkedRow, matched_rows
from .names import Names, lens_names
from .partial import PartialList, partial_list
from .rows import TicketRow, ticket_rows
from .suggestions import (
    Better,
    Relaxation,
    better_spelling,
    exact_phrase,
    relaxations,
    slips,
    synonym_names,
)
from .unknown_codes import read_with_codes, unknown_codes


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketList:
    """One page of a list; ``more``: there are rows after it. ``total`` counts every match.

    ``reading`` is how the query's words were understood.

    ``marked``: each row's texts with the words that matched, by the ticket's id. ``exact``: the query as one phrase,
    '' where that asks for nothing else. ``better``: the query with mended spelling. ``also``: synonyms by their stems.
    ``partial``: reports with some of the words, where those with all fill less than a page. ``faceted``: the filter
    that ``facets`` count, without the words where they find nothing.
    ``streets``: those that the words name; then what is open comes first.
    ``hidden`` are in no count beside; ``clocks``: up to when the state of each ticket is known.
    ``unread``: there are tickets, but the index has not seen any yet. ``begun``: the day of the city's first ticket.
    ``examples``: for the help, words and values that find something.
    """

    filter: TicketFilter
    reading: ParsedQuery
    names: Names
    rows: list[TicketRow]
    more: bool
    marked: dict[int, MarkedRow]
    exact: str
    better: Better | None
    also: dict[str, str]
    streets: tuple[StreetName, ...]
    relaxations: list[Relaxation]
    partial: PartialList | None
    faceted: TicketFilter
    total: int
    open: int
    untold: int
    overdue: int
    facets: tuple[Facet, ...]
    conditions: tuple[ConditionLink, ...]
    trend: tuple[MonthCount, ...]
    headline: Headline
    hidden: HiddenCount
    unknown: tuple[tuple[str, str], ...]
    clocks: SourceClocks
    unread: bool
    begun: date | None
    examples: tuple[Example, ...]

    @property
    def folded(self) -> list[FoldedRow]:
        """The rows with merged reports under the one that stays."""
        return folded(self.rows)

    @property
    def covered(self) -> tuple[date | None, date | None]:
        """The first and the last day that the trend is of, as far as there is one."""
        starts = [day for day in (self.filter.since, self.begun) if day is not None]
        return max(starts, default=None), self.filter.until

    @property
    def beyond(self) -> bool:
        """Whether the asked page lies after the last one."""
        return self.total > 0 and not self.rows and self.filter.page > 1

    @property
    def cut(self) -> bool:
        """Whether there are more pages than can be turned."""
        return self.total > MAX_PAGE * PAGE_SIZE


def named_codes(session: Session, filter: TicketFilter, city: City) -> tuple[str, ...]:
    """The codes of the public tickets that the query names, and after them those that stand beside them and are of no
    ticket; of one that names none but what is one by its form, this: the whole of it, or a word with the city's
    letters."""
    if not filter.q or filter.faceted:
        return ()
    prefix = city.code_prefix
    found = codes_named(session, filter.q, prefix)
    if found:
        return (*found, *unknown_codes(filter.q, found, prefix))
    words = (filter.q, *(piece for piece in pieces(filter.q, prefix) if key(piece).startswith(prefix)))
    unknown = next((word for word in words if is_code(word, prefix)), "")
    return readings(unknown, prefix)[-1:]


def ticket_list(sources: Sources, filter: TicketFilter, now: datetime, *, figures: bool = True) -> TicketList:
    """The tickets, counts and facets of a filter, its trend and headline; without ``figures`` its counts and facets."""
    engine, city = sources.engine, sources.city
    clocks = source_clocks(sources.session, sources.cache, now)
    reading = read_with_codes(sources, filter.q, clocks)
    streets = streets_asked(sources, filter.q) if figures else []
    found = _found(sources, open_first(reading.tree) if streets else reading.tree, filter, clocks, figures)
    names = lens_names(sources)
    ids, more = _shown(found.ids, filter)
    rows = ticket_rows(sources.session, ids, names, clocks)
    mended = slips(engine, reading, found.total)
    faceted, counts = _faceted(engine, filter, found, clocks)
    return TicketList(
        filter=filter,
        reading=_told(reading, names),
        names=names,
        rows=rows,
        more=more,
        marked=matched_rows(sources.session, rows, reading.marks, engine.analyser, names),
        exact=exact_phrase(filter.q, reading),
        better=better_spelling(engine, filter, mended, found.total, city, clocks)
        or field_meant(engine, filter, city, clocks, found=bool(found.total)),
        also=synonym_names(engine.analyser, reading),
        streets=tuple(streets),
        relaxations=[] if found.total else relaxations(engine, filter, reading, city, clocks),
        partial=partial_list(sources, filter, mended, ids, clocks) if figures and found.total < PAGE_SIZE else None,
        faceted=faceted,
        total=found.total,
        open=found.open,
        untold=found.untold,
        overdue=found.overdue,
        facets=facets(counts, faceted, names),
        conditions=condition_links(engine, filter, reading, found, city, clocks),
        trend=found.trend,
        headline=headline(sources, reading, filter, found, names, clocks) if figures else Headline(),
        hidden=hidden_count(sources.session, filter, city.zone),
        unknown=unknown(filter, names),
        clocks=clocks,
        unread=not found.total and not engine.seq() and log_end(sources.session) > 0,
        begun=_begun(sources) if figures else None,
        examples=examples(sources, clocks, names),
    )


def _begun(sources: Sources) -> date | None:
    """Kept until the log or the city changes."""
    session = sources.session
    return sources.cache.get("begun", log_and_city(session), lambda: begun(session, ZoneInfo(sources.city.zone)))


def _told(reading: ParsedQuery, names: Names) -> ParsedQuery:
    """As it was read, without notes on names that only the city pack does not know: an import brought them."""
    notes = (note for note in reading.notes if note.kind != "unknown_value" or note.text not in names.of(note.field))
    return replace(reading, notes=tuple(notes))


def _found(sources: Sources, tree: Query | None, filter: TicketFilter, clocks: SourceClocks, figures: bool) -> Found:
    """With one ticket more than a page shows, where there are so many."""
    limit = PAGE_SIZE + 1 if figures and filter.page <= MAX_PAGE else 0
    asked = SearchRequest(
        tree,
        filter,
        clocks,
        sort=filter.sort,
        offset=(filter.page - 1) * PAGE_SIZE,
        limit=limit,
        beside=filter.turn,
        trend=figures,
        old_until=week_old(clocks, sources.city.zone) if figures else None,
    )
    return sources.engine.search(asked)


def _shown(ids: tuple[int, ...], filter: TicketFilter) -> tuple[tuple[int, ...], bool]:
    """The ids of a page, and whether there are more after it; who turned back has seen more."""
    if filter.turn and filter.turn.back:
        return ids[-PAGE_SIZE:], True
    return ids[:PAGE_SIZE], len(ids) > PAGE_SIZE


def _faceted(
    engine: Engine, filter: TicketFilter, found: Found, clocks: SourceClocks
) -> tuple[TicketFilter, Mapping[str, Mapping[str, int]]]:
    """The filter whose facets are shown, and their counts: where nothing matches, those without its words."""
    wider = filter.without("q")
    if found.total or wider == filter:
        return filter, found.facets
    return wider, engine.search(SearchRequest(None, wider, clocks, limit=0, trend=False)).facets

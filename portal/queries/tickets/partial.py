"""The second list: reports with only some of the words of a query, below those that match all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...domain.lens import PAGE_SIZE, TicketFilter
from ...domain.source_clock import SourceClocks
from ...search import query_parser, spelling
from ...search.interpretation import ParsedQuery
from ...search.partial import partial
from ..sources import Sources
from .matched import MarkedRow, matched_rows
from .names import lens_names
from .rows import TicketRow, ticket_rows


@dataclass(frozen=True, slots=True)
class PartialList:
    """Reports with some of the words, best first; in no count, file or feed. ``mended``: what was typed and
    what was read instead, for this list alone."""

    rows: list[TicketRow]
    marked: dict[int, MarkedRow]
    mended: tuple[tuple[str, str], ...]


def partial_list(
    sources: Sources, filter: TicketFilter, mended: spelling.Mended, strict: Iterable[int], clocks: SourceClocks
) -> PartialList | None:
    """What fills the page below its ``strict`` matches, which fill less than one; None when there is nothing.

    ``mended``: slips in the query, put right here without being asked. One question to the index.
    """
    engine, city = sources.engine, sources.city
    text = spelling.replaced(filter.q, mended)
    reading = query_parser.parse(text, city, engine.analyser, clocks)
    shown = set(strict)
    if len(reading.words) < 2 and not mended:
        return None
    tree = partial(text, reading, engine, city)
    if tree is None:
        return None
    found = [id for id in engine.best(tree, filter, clocks, PAGE_SIZE) if id not in shown]
    return _listed(sources, found[: PAGE_SIZE - len(shown)], reading, mended, clocks)


def _listed(
    sources: Sources, ids: list[int], reading: ParsedQuery, mended: spelling.Mended, clocks: SourceClocks
) -> PartialList | None:
    names = lens_names(sources)
    rows = ticket_rows(sources.session, ids, names, clocks)
    if not rows:
        return None
    return PartialList(
        rows=rows,
        marked=matched_rows(sources.session, rows, reading.marks, sources.engine.analyser, names),
        mended=tuple((typed.form, word) for typed, word in mended),
    )

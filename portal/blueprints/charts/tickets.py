"""The tickets of any filter month by month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import Response
from flask_babel import gettext as _

from ...context import current_portal
from ...domain.as_of import PINNED
from ...domain.lens import NAMES, TicketFilter
from ...queries.tickets.index import TicketList, ticket_list
from ...web import caching, links
from .. import lens
from ..tickets.trend import trend_of
from .chart import ChartContent, Cited, PublishedChart, said
from .months import months_content

#: What a list asks for that a chart of all its tickets has no use for.
_OF_A_LIST = frozenset({"page", "sort", "bbox"})
ASKS = tuple(sorted(set(NAMES) - _OF_A_LIST))


def _answer(render: Callable[[TicketList], str | Response]) -> Response:
    asked = lens.readable(*PINNED)
    return caching.answer(asked.version(), lambda: render(ticket_list(asked.sources, asked.filter, asked.now)))


def asked_of(filter: TicketFilter, side: str = "") -> dict[str, list[str]]:
    """What a chart of a filter's tickets is asked for by; ``side``: what stands before each name."""
    pairs = [(side + name, value) for name, value in filter.pairs() if name in ASKS]
    return {name: [value for one, value in pairs if one == name] for name, _value in pairs}


def cite_filter(found: TicketList, title: str, page: str, **more: str) -> Cited:
    """``more``: what the chart's address asks for beside the filter."""
    return Cited(
        title=title,
        of=said("tickets/_lens_words.html", "lens_words", found.filter.without("bbox"), found.names),
        as_of=found.clocks.latest,
        seq=current_portal().engine.seq(),
        page=page,
        asked={**asked_of(found.filter), **more},
    )


def _cite(found: TicketList) -> Cited:
    return cite_filter(found, _("Masuk dan selesai tiap bulan"), links.tickets(found.filter))


def _months(found: TicketList) -> ChartContent | None:
    chart = trend_of(found)
    content = months_content(chart) if chart else None
    if content is None or not found.hidden.total:
        return content
    note = said("components/hidden_words.html", "hidden_words", found.hidden)
    return replace(content, note=" ".join(note.split()), hidden=found.hidden)


CHARTS = (PublishedChart(name="tickets-months", asks=ASKS, answer=_answer, cite=_cite, draw=_months, frame=320),)

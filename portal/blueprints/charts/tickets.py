"""The tickets of any filter month by month."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from flask import Response
from flask_babel import gettext as _

from ...domain.as_of import PINNED
from ...domain.lens import NAMES, TicketFilter
from ...queries.past.area_map import PastMap
from ...queries.past.months import PastMonths, past_months
from ...queries.tickets.figures import cited_as
from ...queries.tickets.index import TicketList, ticket_list
from ...web import caching, links
from .. import lens
from ..lens_figures import past_filter_answer, today_alone
from ..past import past_asked
from ..sources import here
from ..tickets.trend import past_trend, trend_of
from .chart import ChartContent, Cited, PublishedChart, said
from .months import months_content

#: Of today, or as of a past moment.
ListMonths: TypeAlias = TicketList | PastMonths
#: What a list asks for that a chart of all its tickets has no use for.
_OF_A_LIST = frozenset({"page", "sort", "bbox"})
ASKS = tuple(sorted(set(NAMES) - _OF_A_LIST))


def _answer(render: Callable[[ListMonths], str | Response]) -> Response:
    asked, as_of = lens.readable(*PINNED), past_asked().as_of
    if as_of is None or today_alone([asked.filter]):
        return caching.answer(asked.version(), lambda: render(ticket_list(asked.sources, asked.filter, asked.now)))
    return past_filter_answer([asked.filter], as_of, lambda: past_months(asked.sources, asked.filter, as_of), render)


def asked_of(filter: TicketFilter, side: str = "") -> dict[str, list[str]]:
    """What a chart of a filter's tickets is asked for by; ``side``: what stands before each name."""
    pairs = [(side + name, value) for name, value in filter.pairs() if name in ASKS]
    return {name: [value for one, value in pairs if one == name] for name, _value in pairs}


def cite_filter(found: TicketList | PastMonths | PastMap, title: str, page: str, **more: str) -> Cited:
    """``more``: what the chart's address asks for beside the filter."""
    if isinstance(found, TicketList):
        as_of, seq = cited_as(here(), found.clocks)
    else:
        as_of, seq, more = found.as_of.at, found.as_of.seq, {**more, **found.as_of.pairs}
    return Cited(
        title=title,
        of=said("tickets/_lens_words.html", "lens_words", found.filter.without("bbox"), found.names),
        as_of=as_of,
        seq=seq,
        page=page,
        asked={**asked_of(found.filter), **more},
        lasts=not found.filter.asks("q"),
    )


def _cite(found: ListMonths) -> Cited:
    return cite_filter(found, _("Masuk dan selesai tiap bulan"), links.tickets(found.filter))


def _months(found: ListMonths) -> ChartContent | None:
    content = months_content(past_trend(found) if isinstance(found, PastMonths) else trend_of(found))
    return content.without(found.hidden) if content else None


CHARTS = (PublishedChart(name="tickets-months", asks=ASKS, answer=_answer, cite=_cite, draw=_months, frame=320),)

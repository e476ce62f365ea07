"""The tickets of any filter month by month."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response
from flask_babel import gettext as _

from ...context import current_portal
from ...domain.as_of import PINNED
from ...domain.lens import NAMES
from ...presentation.dates import day
from ...queries.tickets.index import TicketList, ticket_list
from ...web import caching, links
from .. import lens
from ..tickets.index import trend_of
from .chart import ChartContent, Cited, PublishedChart, said
from .months import months_content

#: What a list asks for that a chart of all its tickets has no use for.
_OF_A_LIST = frozenset({"page", "sort", "bbox"})
ASKS = tuple(sorted(set(NAMES) - _OF_A_LIST))


def _answer(render: Callable[[TicketList], str | Response]) -> Response:
    asked = lens.readable(*PINNED)
    return caching.answer(asked.version(), lambda: render(ticket_list(asked.sources, asked.filter, asked.now)))


def filter_words(found: TicketList) -> str:
    """What a filter asks for, in words: its own and the names of its values."""
    filter = found.filter
    words = [f"“{filter.q}”"] if filter.q else []
    for field in ("status", "agency", "area", "category", "channel"):
        words += [
            said("tickets/_names.html", "value_name", field, value, found.names) for value in getattr(filter, field)
        ]
    if filter.since or filter.until:
        since = day(filter.since) if filter.since else _("awal")
        words.append(f"{since} – {day(filter.until) if filter.until else _('kini')}")
    if filter.overdue:
        words.append(str(_("lewat batas")))
    return ", ".join(words) or str(_("semua laporan"))


def cite_filter(found: TicketList, title: str, page: str, **more: str) -> Cited:
    """``more``: what the chart's address asks for beside the filter."""
    pairs = [pair for pair in found.filter.pairs() if pair[0] in ASKS]
    asked = {name: [value for one, value in pairs if one == name] for name, _value in pairs}
    return Cited(
        title=title,
        of=filter_words(found),
        as_of=found.clocks.latest,
        seq=current_portal().engine.seq(),
        page=page,
        asked={**asked, **more},
    )


def _cite(found: TicketList) -> Cited:
    return cite_filter(found, _("Masuk dan selesai tiap bulan"), links.tickets(found.filter))


def _months(found: TicketList) -> ChartContent | None:
    chart = trend_of(found)
    return months_content(chart) if chart else None


CHARTS = (PublishedChart(name="tickets-months", asks=ASKS, answer=_answer, cite=_cite, draw=_months, frame=320),)

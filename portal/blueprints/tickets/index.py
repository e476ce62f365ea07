"""The list of tickets of one filter, with their counts, facets and trend."""

from __future__ import annotations

from datetime import date

from flask import Response, redirect
from flask.typing import ResponseReturnValue

from ...charts.monthly import monthly_chart
from ...queries.tickets.index import TicketList, exact_code, ticket_list
from ...web import caching, fragments, links
from ...web.access import public
from .. import lens
from . import bp


@bp.get("/tickets")
@public
def index() -> ResponseReturnValue:
    """The list; a ticket's code is answered with that ticket's page."""
    asked = lens.asked()
    sources, filter = asked.sources, asked.filter
    code = exact_code(sources.session, filter, sources.city)
    if code is not None:
        return _to_ticket(code)

    def render() -> str:
        return _page(ticket_list(sources, filter, asked.now), asked)

    return caching.answer(asked.version(), render)


def _page(found: TicketList, asked: lens.LensRequest) -> str:
    return fragments.render(
        "tickets/index.html",
        "tickets/_results.html",
        found=found,
        asked=asked,
        partial=fragments.wanted(),
        lens=links.lens(),
        swapped=True,
        pages=lens.pages(found.filter, found.total),
        trend=monthly_chart(
            ((date(m.month // 100, m.month % 100, 1), m.received, m.resolved) for m in found.trend),
            found.clocks.latest.astimezone(asked.zone).date(),
        ),
    )


def _to_ticket(code: str) -> ResponseReturnValue:
    """To the ticket's page; htmx must leave this one, and reads no redirect."""
    address = links.ticket(code)
    if fragments.wanted():
        return Response(status=204, headers={"HX-Redirect": address, "Vary": fragments.VARY})
    return redirect(address, 302)

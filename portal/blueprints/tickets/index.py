"""The list of tickets of one filter, with their counts, facets and trend."""

from __future__ import annotations

from flask import Response, make_response, redirect
from flask.typing import ResponseReturnValue

from ...queries.tickets.index import TicketList, named_codes, ticket_list
from ...web import caching, fragments, links
from ...web.access import public
from .. import lens
from . import bp
from .about import CITED, list_citation
from .trend import trend_of


@bp.get("/tickets")
@public
def index() -> ResponseReturnValue:
    """The list; a ticket's code is answered with that ticket's page, several codes with the list of these."""
    asked = lens.asked(*CITED)
    sources, filter = asked.sources, asked.filter
    codes = named_codes(sources.session, filter, sources.city)
    these = f"code:{','.join(codes)}"
    if codes and filter.q != these:
        return _lead_to(links.ticket(codes[0]) if len(codes) == 1 else links.tickets(filter.but(q=these)))

    def render() -> Response:
        found = ticket_list(sources, filter, asked.now)
        return make_response(_page(found, asked), 404 if found.beyond else 200)

    return caching.answer(asked.version(), render)


def _page(found: TicketList, asked: lens.LensRequest) -> str:
    return fragments.render(
        "tickets/index.html",
        "tickets/_results.html",
        found=found,
        asked=asked,
        partial=fragments.wanted(),
        lens=links.lens(),
        turns=lens.pages(found, asked),
        citation=list_citation(asked, found.total),
        trend=trend_of(found),
    )


def _lead_to(address: str) -> ResponseReturnValue:
    """To another page; htmx must leave this one, and reads no redirect."""
    if fragments.wanted():
        return Response(status=204, headers={"HX-Redirect": address, "Vary": fragments.VARY})
    return redirect(address, 302)

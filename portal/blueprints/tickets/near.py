"""Where a ticket is, with the open reports near it that are like it: a page, and the part of the ticket's own page."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from ...queries.tickets.near import near as read_near
from ...queries.tickets.page import ticket_page
from ...queries.tickets.version import version
from ...web import fragments
from ...web.access import public
from .. import lens, silence
from . import bp
from .unknown import elsewhere


@bp.get("/tickets/<code>/near")
@public
def near(code: str) -> ResponseReturnValue:
    asked = lens.asked()
    sources = asked.sources
    known = version(sources.session, code)
    if known is None:
        return elsewhere(code, "")
    clocks = silence.clocks_of(known.city)

    def render() -> str:
        ticket = ticket_page(sources.session, known, clocks)
        found = read_near(sources, ticket, asked.now)
        return fragments.render("tickets/near.html", "tickets/_near.html", ticket=ticket, near=found)

    return silence.answer((known.key(clocks), asked.version()), render, known.city)

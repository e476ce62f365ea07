"""One ticket: its page with the timeline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import Response, redirect, render_template
from flask.typing import ResponseReturnValue

from ...extensions import db
from ...queries.tickets.expected import expected
from ...queries.tickets.page import TicketPage, ticket_page
from ...queries.tickets.version import version
from ...web import fragments, links
from ...web.access import public
from .. import silence
from . import bp
from .unknown import elsewhere


@bp.get("/tickets/<code>")
@public
def page(code: str) -> ResponseReturnValue:
    return answer(code, lambda found: render_template("tickets/page.html", ticket=found))


@bp.get("/tickets/<code>/sheet")
@public
def sheet(code: str) -> ResponseReturnValue:
    """What a map says of one ticket; a person who opens its address is redirected to the ticket's page."""
    if not fragments.wanted():
        return redirect(links.ticket(code), 302)
    return answer(code, lambda found: render_template("tickets/_sheet.html", ticket=found))


def answer(code: str, render: Callable[[TicketPage], str | Response], format: str = "") -> ResponseReturnValue:
    """The ticket with this code in one form; ``format`` as its address ends, '' for the page.

    A code typed another way is redirected to the ticket's address, an unknown one is a 404.
    """
    session = db.session()
    known = version(session, code)
    if known is None:
        return elsewhere(code, format)
    clocks = silence.clocks_of(known.city)
    soon = expected(session, known, clocks) if not format else None

    def make() -> str | Response:
        return render(replace(ticket_page(session, known, clocks), expected=soon))

    return silence.answer((known.key(clocks), soon), make, known.city)

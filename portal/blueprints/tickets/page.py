"""One ticket: its page with the timeline."""

from __future__ import annotations

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from ...web import fragments, links
from ...web.access import public
from . import bp
from .answer import ticket_answer


@bp.get("/tickets/<code>")
@public
def page(code: str) -> ResponseReturnValue:
    return ticket_answer(code, lambda found: render_template("tickets/page.html", ticket=found))


@bp.get("/tickets/<code>/sheet")
@public
def sheet(code: str) -> ResponseReturnValue:
    """What a map says of one ticket; a person who opens its address is redirected to the ticket's page."""
    if not fragments.wanted():
        return redirect(links.ticket(code), 302)
    return ticket_answer(code, lambda found: render_template("tickets/_sheet.html", ticket=found))

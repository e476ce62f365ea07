"""One ticket: its page with the timeline, the same as JSON and as a feed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import Response, abort, jsonify, redirect, render_template
from flask.typing import ResponseReturnValue

from ... import clock
from ...context import current_portal
from ...extensions import db
from ...queries.tickets.document import document
from ...queries.tickets.near import meant, suggestions
from ...queries.tickets.page import TicketPage, ticket_page, version
from ...web import caching, links, reads
from ...web.access import public
from . import bp


@bp.get("/tickets/<code>")
@public
def page(code: str) -> ResponseReturnValue:
    return _answer(code, "", lambda found: render_template("tickets/page.html", ticket=found, now=clock.now()))


@bp.get("/tickets/<code>.json")
@public
def page_json(code: str) -> ResponseReturnValue:
    return _answer(code, "json", lambda found: jsonify(document(found, links.absolute(links.ticket(found.code)))))


@bp.get("/tickets/<code>.atom")
@public
def page_atom(code: str) -> ResponseReturnValue:
    return _answer(code, "atom", _feed)


def _answer(code: str, format: str, render: Callable[[TicketPage], str | Response]) -> ResponseReturnValue:
    """The ticket in one form; a code typed another way is led to the right address, a wrong one to a 404."""
    now = clock.now()
    with reads.reading() as connection:
        known = version(connection, code)
        if known is not None:
            page = partial(ticket_page, connection, known, now)
            return caching.answer(known.key(now), lambda: render(page()))
    return _elsewhere(code, format)


def _elsewhere(code: str, format: str) -> ResponseReturnValue:
    session, prefix = db.session(), current_portal().city.code_prefix
    right = meant(session, code, prefix)
    if right is not None and right != code:
        return redirect(links.ticket(right, format), 301)
    if format:
        abort(404)
    near = suggestions(session, code, prefix)
    return render_template("tickets/unknown.html", typed=code[:60], near=near, fragment=False), 404


def _feed(found: TicketPage) -> Response:
    return Response(render_template("feeds/ticket.xml", ticket=found), mimetype="application/atom+xml")

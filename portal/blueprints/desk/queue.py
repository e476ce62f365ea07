"""The queue of an officer's agency, the most urgent tickets first."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ... import clock
from ...context import current_portal
from ...domain.code import is_code
from ...extensions import db
from ...queries.desk.queue import Queue, Tab, queue
from ...queries.tickets.find import codes_named, near_codes
from ...web.access import officer_required
from . import bp

LONGEST = 200  # characters of a search in the queue


@bp.get("/")
@officer_required()
def index() -> ResponseReturnValue:
    """A page of the queue; a ticket's number in the search opens the ticket, several list theirs."""
    session, words, prefix = db.session(), _asked_words(), current_portal().city.code_prefix
    codes = codes_named(session, words, prefix, public=False)
    if len(codes) == 1:
        return redirect(url_for("desk.work", code=codes[0]))
    unknown = not codes and is_code(words, prefix)
    near = near_codes(session, words, prefix, public=False) if unknown else []
    page = {"queue": asked_queue(), "codes": codes, "unknown": unknown, "near": near}
    return render_template("desk/index.html", **page)


def asked_queue() -> Queue:
    """The part, page and words of the queue that the address names; links to tickets carry them along."""
    tab, page = request.args.get("tab", ""), request.args.get("page", "1")
    return queue(
        db.session(),
        current_user.actor,
        Tab(tab) if tab in set(Tab) else Tab.ALL,
        int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
        clock.now(),
        _asked_words(),
    )


def _asked_words() -> str:
    return " ".join(request.args.get("q", "")[:LONGEST].split())

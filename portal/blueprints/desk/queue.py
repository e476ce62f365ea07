"""The queue of an officer's agency, the most urgent tickets first."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...context import current_portal
from ...domain.paging import page_number
from ...extensions import db
from ...queries.desk.queue import queue
from ...queries.tickets.unknown_codes import officers_codes
from ...web.access import officer_required
from . import bp
from .asked_part import asked_part, asked_words


@bp.get("/")
@officer_required()
def index() -> ResponseReturnValue:
    """A page of the queue; a ticket's number in the search opens the ticket, several list theirs, or say that no ticket
    has them."""
    session, words, prefix = db.session(), asked_words(request.args), current_portal().city.code_prefix
    named = officers_codes(session, words, prefix)
    if len(named.codes) == 1 and not named.missing:
        return redirect(url_for("desk.work", code=named.codes[0], tab=request.args.get("tab")))
    found = queue(session, asked_part(request.args), page_number(request.args.get("page", "")))
    return render_template("desk/index.html", queue=found, named=named)

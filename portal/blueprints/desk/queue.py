"""The queue of an officer's agency, the most urgent tickets first."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...context import current_portal
from ...domain.code import is_code
from ...domain.paging import page_number
from ...extensions import db
from ...queries.desk.queue import queue
from ...queries.tickets.find import codes_named, near_codes
from ...web.access import officer_required
from . import bp
from .asked_part import asked_part, asked_words


@bp.get("/")
@officer_required()
def index() -> ResponseReturnValue:
    """A page of the queue; a ticket's number in the search opens the ticket, several list theirs."""
    session, words, prefix = db.session(), asked_words(request.args), current_portal().city.code_prefix
    codes = codes_named(session, words, prefix, public=False)
    if len(codes) == 1:
        return redirect(url_for("desk.work", code=codes[0], tab=request.args.get("tab")))
    unknown = not codes and is_code(words, prefix)
    near = near_codes(session, words, prefix, public=False) if unknown else []
    found = queue(session, asked_part(request.args), page_number(request.args.get("page", "")))
    return render_template("desk/index.html", queue=found, codes=codes, unknown=unknown, near=near)

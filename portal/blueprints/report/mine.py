"""The private link: its reporter reads every answer. Its token stands behind the question mark, which no log has."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...actions.reporting import contact, forget_contact
from ...context import current_portal
from ...domain.contact import hint
from ...web.access import public
from ...web.headers import private
from ...web.public_forms import form_token, public_form
from . import bp
from .own import opened

FORM = "own report"


@bp.get("/r")
@public
@private
def mine() -> ResponseReturnValue:
    token = request.args.get("k", "")
    own = opened(token)
    reached = contact(own.contact, current_portal().settings.secret_key)
    return render_template("report/mine.html", own=own, key=token, reached=hint(reached), token=form_token(FORM))


@bp.post("/r/forget")
@public
@private
@public_form(FORM)
def forget() -> ResponseReturnValue:
    """Delete the contact."""
    token = request.form.get("k", "")
    forget_contact(opened(token).ticket_id)
    return redirect(url_for("report.mine", k=token), 303)

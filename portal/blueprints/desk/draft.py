"""What an officer types, as the public will read it; a half-written answer is kept."""

from __future__ import annotations

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...actions import drafts
from ...web import fragments
from ...web.access import officer_required
from . import bp
from .form import asked_ticket, blank_work, known_verb, signed_in_officer
from .page import back_to_ticket
from .preview import public_text, withheld


@bp.post("/tickets/<code>/draft")
@officer_required()
def draft(code: str) -> ResponseReturnValue:
    """The preview. Only an answer is kept, so no other verb's text takes its place."""
    ticket, verb = asked_ticket(code), request.args.get("verb", "respond")
    if blank_work(ticket, verb).forbidden:
        abort(403)
    text = request.form.get("text", "")[: drafts.LONGEST]
    kept_by = withheld(ticket.visibility, known_verb(verb).kind)
    saved_at = drafts.keep(ticket.id, signed_in_officer().id, text) if verb == "respond" else None
    if not fragments.wanted():
        flash(_("Draf tersimpan."))
        return back_to_ticket(code)
    shown = public_text(text)
    return render_template("desk/_preview.html", withheld=kept_by, text=text, shown=shown, saved_at=saved_at)

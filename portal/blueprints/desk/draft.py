"""What an officer types, as the public will read it; what is half-written is kept, however its page is left."""

from __future__ import annotations

from datetime import datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock
from ...actions import drafts
from ...context import current_portal
from ...web import fragments
from ...web.access import officer_required
from . import bp
from .form import Work, sent_work, signed_in_officer
from .photo_form import receive, sends_photos
from .preview import preview_of


@bp.post("/tickets/<code>/draft")
@sends_photos
@officer_required()
def draft(code: str) -> ResponseReturnValue:
    """Keep the text of a form, and show the preview or go where the officer wants to.

    What a page sends by itself (while somebody types, and ``left``: when it is left or comes back) may come after its
    form was published, and what was published is no draft: 409 tells such a page.
    """
    work, left = sent_work(code, request.args.get("verb", "respond")), "left" in request.args
    if work.forbidden:
        abort(403)
    receive(work)
    saved_at = keep_typed(work, by_itself=left or fragments.wanted())
    if left:
        return "", 409 if work.made else 204
    if fragments.wanted():
        return render_template("desk/_preview.html", preview=preview_of(work, clock.now(), saved_at))
    return on(code, work.name)


def keep_typed(work: Work, *, by_itself: bool = False) -> datetime | None:
    """Keep the text of this request; since when it is kept. ``by_itself``: a page sends it, it may come late."""
    text = request.form.get("text", "")[: drafts.LONGEST]
    kept = "" if work.ticket.said(text, current_portal().city.contacts) else text
    key = work.form.sent_key() if by_itself else ""
    beside = "" if work.ticket.said(text, current_portal().city.contacts) else request.form.get("beside", "")
    return drafts.keep(work.ticket.id, signed_in_officer().id, kept, work.draft_name, key, beside)


def on(code: str, verb: str) -> ResponseReturnValue:
    """Without a script: to the next ticket if the officer chose so, else back to the form."""
    tab, q, at, about = (request.form.get(name) or None for name in ("tab", "q", "at", "about"))
    if following := request.args.get("next"):
        return redirect(url_for("desk.work", code=following, tab=tab, q=q))
    flash(_("Draf tersimpan."), "draft")
    return redirect(url_for("desk.prepare", code=code, verb=verb, tab=tab, q=q, at=at, about=about))

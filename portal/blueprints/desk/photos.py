"""The photos of a half-written form: sent, described, put in order and thrown away, with a script or without."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from ...web import fragments
from ...web.access import officer_required
from . import bp
from .draft import keep_typed, on
from .form import sent_work
from .page import Failure, work_page
from .photo_form import receive, sends_photos


@bp.post("/tickets/<code>/photos")
@sends_photos
@officer_required()
def photos(code: str) -> ResponseReturnValue:
    """Do what was asked with the photos of a form, whose text is kept too; a fault stands at its file."""
    work = sent_work(code, request.args.get("verb", "respond"))
    if work.forbidden or not work.takes_photos:
        abort(403)
    faults = receive(work)
    if fragments.wanted():
        return render_template("desk/_photos.html", work=work, faults=faults)
    keep_typed(work)
    if faults:
        return work_page(work, Failure(files=tuple(faults))), 422
    return on(code, work.name)

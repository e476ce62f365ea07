"""Parts of a public photo are made unreadable by somebody without an interest in it, and shown again."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...actions.blur import shown_photo, unblur
from ...domain.blur import parts_of
from ...domain.permission import Forbidden, Role
from ...domain.status import Refused
from ...forms.blur import BlurForm, rows_shown, rows_typed
from ...web.access import officer_required
from . import bp
from .blurring import do_blur, photo_to_blur, picture_with
from .form import act_by_me, reason_choices

DECIDE = (Role.VALIDATOR, Role.COORDINATOR, Role.ADMIN)


@bp.get("/media/<key>/blur")
@officer_required(*DECIDE)
def blur(key: str) -> ResponseReturnValue:
    return _page(key, _form())


@bp.post("/media/<key>/blur")
@officer_required(*DECIDE)
def blur_post(key: str) -> ResponseReturnValue:
    """Show how it would look, or do it."""
    form = _form()
    parts, read = parts_of(rows_typed(request.form))
    if not form.validate_on_submit() or not read:
        return _page(key, form, 422, unread=not read)
    if "preview" in request.form:
        return _page(key, form, parts=parts)
    try:
        do_blur(key, parts, form.reason_kind.data)
    except Forbidden:
        abort(403)
    except Refused as refusal:
        return _page(key, form, 409, refusal=refusal)
    flash(_("Bagian foto sudah dikaburkan. Foto semula tidak tampil lagi untuk umum."))
    return redirect(url_for("desk.notices"))


@bp.post("/media/<key>/unblur")
@officer_required(*DECIDE)
def unblur_post(key: str) -> ResponseReturnValue:
    try:
        unblur(key, act_by_me())
    except Forbidden:
        abort(403)
    except LookupError:
        abort(404)
    except Refused as refusal:
        return _page(key, _form(), 409, refusal=refusal)
    flash(_("Foto tampil utuh lagi."))
    return redirect(url_for("desk.notices"))


def _form() -> BlurForm:
    form = BlurForm()
    form.reasons(reason_choices())
    return form


def _page(key: str, form: BlurForm, status: int = 200, **more: object) -> ResponseReturnValue:
    about = photo_to_blur(key)
    try:
        shown_photo(key, act_by_me())
    except Forbidden:
        abort(403)
    preview = picture_with(key, more.get("parts"))
    rows = rows_shown(rows_typed(request.form))
    return render_template("desk/blur.html", about=about, form=form, rows=rows, preview=preview, **more), status

"""An officer's own account: where one is signed in, and how that ends."""

from __future__ import annotations

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...actions import staff_sessions
from ...forms.account import ChangePasswordForm
from ...web.access import officer_required
from . import bp
from .account_pages import account_page
from .door import by_me
from .form import signed_in_officer


@bp.get("/account")
@officer_required()
def account() -> ResponseReturnValue:
    return account_page(ChangePasswordForm())


@bp.post("/account/sessions/<int:session_id>/end")
@officer_required()
def account_end_session(session_id: int) -> ResponseReturnValue:
    try:
        staff_sessions.end_one(session_id, by_me())
    except LookupError:
        abort(404)
    flash(_("Sesi itu sudah berakhir."))
    return redirect(url_for("desk.account"))


@bp.post("/account/sessions/end-others")
@officer_required()
def account_end_others() -> ResponseReturnValue:
    staff_sessions.end_others(signed_in_officer().session_id, by_me())
    flash(_("Semua sesi lain sudah berakhir."))
    return redirect(url_for("desk.account"))

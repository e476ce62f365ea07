"""An officer changes the own password."""

from __future__ import annotations

from flask import flash, make_response, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...actions import officers
from ...domain.status import Refused
from ...forms.account import ChangePasswordForm
from ...web.access import officer_required
from . import bp
from .account_pages import account_page
from .door import begin, know_device, prove
from .faults import refused
from .form import signed_in_officer


@bp.post("/account/password")
@officer_required()
def account_password() -> ResponseReturnValue:
    """Change the own password: every session ends, and this browser goes on with a new one."""
    form, me = ChangePasswordForm(), signed_in_officer()
    if not form.validate_on_submit():
        return account_page(form, 422)
    proof = prove(form.current.data)
    if proof.refused:
        return account_page(form, proof.status, **proof.refused)
    try:
        officers.set_password(me.id, form.new.data, proof.by)
    except Refused as refusal:
        return refused(account_page(form, refusal=refusal), refusal)
    begin(me.id, confirmed=True)
    flash(_("Kata sandi baru tersimpan. Semua sesi lain sudah berakhir."))
    return know_device(make_response(redirect(url_for("desk.account"))))

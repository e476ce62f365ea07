"""An officer's own second factor: set up, replaced, and its recovery codes; never without the password."""

from __future__ import annotations

from flask import render_template, session, url_for
from flask.typing import ResponseReturnValue

from ...actions import second_factor
from ...domain.status import Refused
from ...forms.account import CurrentPasswordForm, ReplaceForm
from ...web.access import officer_required
from . import bp
from .door import prove
from .form import signed_in_officer
from .second_factor_pages import SECRET, codes_page, set_up_page


@bp.get("/account/second-factor")
@officer_required()
def account_set_up() -> ResponseReturnValue:
    return set_up_page(ReplaceForm(formdata=None), signed_in_officer())


@bp.post("/account/second-factor")
@officer_required()
def account_set_up_post() -> ResponseReturnValue:
    """Take the telephone that was set up; one of before gives no codes any more."""
    form, me = ReplaceForm(), signed_in_officer()
    if not form.validate_on_submit():
        return set_up_page(form, me, 422)
    proof = prove(form.current.data)
    if proof.refused:
        return set_up_page(form, me, proof.status, **proof.refused)
    try:
        codes = second_factor.set_up(me.id, str(session.get(SECRET, "")), form.code.data, proof.by)
    except Refused:
        return set_up_page(form, me, 422, wrong=True)
    session.pop(SECRET, None)
    return codes_page(codes, url_for("desk.account"))


@bp.get("/account/recovery-codes")
@officer_required()
def account_codes() -> ResponseReturnValue:
    return _ask_first(CurrentPasswordForm(formdata=None))


@bp.post("/account/recovery-codes")
@officer_required()
def account_codes_post() -> ResponseReturnValue:
    """A new set; the old codes work no more."""
    form = CurrentPasswordForm()
    if not form.validate_on_submit():
        return _ask_first(form, 422)
    proof = prove(form.current.data)
    if proof.refused:
        return _ask_first(form, proof.status, **proof.refused)
    return codes_page(second_factor.renew_codes(signed_in_officer().id, proof.by), url_for("desk.account"))


def _ask_first(form: CurrentPasswordForm, status: int = 200, **reason: object) -> ResponseReturnValue:
    return render_template("desk/renew_codes.html", form=form, **reason), status

"""An officer's own second factor: set up, replaced, and its recovery codes."""

from __future__ import annotations

from flask import session, url_for
from flask.typing import ResponseReturnValue

from ...actions import second_factor
from ...domain.status import Refused
from ...forms.second_factor import SetUpForm
from ...web.access import officer_required
from . import bp
from .door import by_me
from .form import signed_in_officer
from .second_factor_pages import SECRET, codes_page, set_up_page


@bp.get("/account/second-factor")
@officer_required()
def account_set_up() -> ResponseReturnValue:
    return set_up_page(SetUpForm(formdata=None), signed_in_officer())


@bp.post("/account/second-factor")
@officer_required()
def account_set_up_post() -> ResponseReturnValue:
    """Take the telephone that was set up; one of before gives no codes any more."""
    form, me = SetUpForm(), signed_in_officer()
    if not form.validate_on_submit():
        return set_up_page(form, me, 422)
    try:
        codes = second_factor.set_up(me.id, str(session.get(SECRET, "")), form.code.data, by_me())
    except Refused:
        return set_up_page(form, me, 422, wrong=True)
    session.pop(SECRET, None)
    return codes_page(codes, url_for("desk.account"))


@bp.post("/account/recovery-codes")
@officer_required()
def account_codes() -> ResponseReturnValue:
    """A new set; the old codes work no more."""
    return codes_page(second_factor.renew_codes(signed_in_officer().id, by_me()), url_for("desk.account"))

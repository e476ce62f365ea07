"""The second step of a sign-in: a code from the telephone, or setting the telephone up."""

from __future__ import annotations

from flask import make_response, redirect, session, url_for
from flask.typing import ResponseReturnValue

from ...actions import second_factor
from ...domain.status import Refused
from ...forms.second_factor import CodeForm, SetUpForm
from ...forms.sign_in import KeptForm
from ...web.access import public, safe_next
from . import bp
from .door import begin, by, factor_of, go_on, half_signed_in, know_device, visitor
from .second_factor_pages import SECRET, code_page, codes_page, second_step, set_up_page


@bp.get("/sign-in/code")
@public
def sign_in_code() -> ResponseReturnValue:
    half = half_signed_in()
    return second_step(KeptForm(), factor_of(half.id)) if half else redirect(url_for("desk.sign_in"))


@bp.post("/sign-in/code")
@public
def sign_in_code_post() -> ResponseReturnValue:
    """Let the officer in when the code is right."""
    form, half = CodeForm(), half_signed_in()
    if half is None:
        return redirect(url_for("desk.sign_in"))
    if not form.validate_on_submit():
        return code_page(form, 422)
    answer = second_factor.check(half.id, form.code.data, visitor())
    if answer is None:
        return code_page(form, 422, wrong=True)
    if answer:
        return code_page(form, 429, wait=answer)
    begin(half.id, confirmed=True)
    return go_on(form)


@bp.post("/sign-in/set-up")
@public
def sign_in_set_up() -> ResponseReturnValue:
    """Set the telephone up at the first sign-in, and let the officer in."""
    form, half = SetUpForm(), half_signed_in()
    if half is None or factor_of(half.id).there:
        return redirect(url_for("desk.sign_in"))
    if not form.validate_on_submit():
        return set_up_page(form, half, 422)
    try:
        codes = second_factor.set_up(half.id, str(session.get(SECRET, "")), form.code.data, by(half))
    except Refused:
        return set_up_page(form, half, 422, wrong=True)
    begin(half.id, confirmed=True)
    return know_device(make_response(codes_page(codes, safe_next(form.next.data) or url_for("desk.index"))))

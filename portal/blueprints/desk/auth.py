"""Officers sign in and out."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, logout_user
from sqlalchemy.exc import SQLAlchemyError

from ...actions import staff_sessions
from ...actions.sign_in import authenticate
from ...forms.sign_in import SignInForm
from ...web.access import officer_required, public
from . import bp
from .door import begin, by_me, factor_of, go_on, limits, visitor
from .resume import sign_in_page
from .second_factor_pages import second_step

SEEN_EVERY = timedelta(minutes=5)
#: What a browser has kept of the desk goes at sign-out. The cookie of a known device stays: it lets nobody in.
CLEARED = '"cache", "storage"'


@bp.context_processor
def officer_of_page() -> dict[str, object]:
    """Templates of the desk alone know who is signed in."""
    return {"current_user": current_user}


@bp.before_request
def note_use() -> None:
    """A session that is used does not run out. One that cannot be noted, on a full disk, stays as it was."""
    if not current_user.is_authenticated or limits().now - current_user.seen_at < SEEN_EVERY:
        return
    try:
        staff_sessions.touch(current_user.session_id)
    except SQLAlchemyError as error:
        current_app.logger.warning("a session's use was not noted: %s", type(error).__name__)


@bp.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(url_for("desk.index"))
    return sign_in_page(SignInForm(next=request.args.get("next")), changed="changed" in request.args)


@bp.post("/sign-in")
@public
def sign_in_post() -> ResponseReturnValue:
    """Check the password; a form whose session was lost is shown again with what was typed."""
    form = SignInForm()
    if not form.validate_on_submit():
        return sign_in_page(form, 422)
    result = authenticate(form.email.data, form.password.data, visitor())
    if result.wait:
        return sign_in_page(form, 429, wait=result.wait)
    if result.officer is None:
        return sign_in_page(form, 422, wrong=True)
    factor = factor_of(result.officer)
    begin(result.officer, confirmed=not (factor.there or factor.needed))
    return second_step(form, factor) if factor.there or factor.needed else go_on(form)


@bp.post("/sign-out")
@officer_required()
def sign_out() -> ResponseReturnValue:
    staff_sessions.end(current_user.token, by_me())
    logout_user()
    session.clear()
    answer = redirect(url_for("desk.sign_in"))
    answer.headers["Clear-Site-Data"] = CLEARED
    return answer

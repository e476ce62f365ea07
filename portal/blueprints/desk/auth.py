"""Officers sign in and out."""

from __future__ import annotations

from flask import g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from ...actions.sign_in import authenticate
from ...context import current_portal
from ...extensions import db, login_manager
from ...forms.sign_in import SignInForm
from ...queries.desk.officer import SignedIn, signed_in
from ...web.access import officer_required, public, safe_next
from ...web.proxies import visitor
from . import bp
from .resume import TOKEN, resume_kept, sign_in_page

login_manager.login_view = "desk.sign_in"


@bp.context_processor
def officer_of_page() -> dict[str, object]:
    """Templates of the desk alone know who is signed in."""
    return {"current_user": current_user}


@login_manager.user_loader
def load_officer(mark: str) -> SignedIn | None:
    return signed_in(db.session(), mark)


@bp.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(url_for("desk.index"))
    return sign_in_page(SignInForm(next=request.args.get("next")))


@bp.post("/sign-in")
@public
def sign_in_post() -> ResponseReturnValue:
    """Check the password; a form whose session was lost is shown again with what was typed."""
    form = SignInForm()
    if not form.validate_on_submit():
        return sign_in_page(form, 422)
    result = authenticate(form.email.data, form.password.data, visitor(), current_portal().settings.secret_key)
    if result.wait:
        return sign_in_page(form, 429, wait=-(-result.wait // 60))
    officer = signed_in(db.session(), f"{result.officer}:{result.session}") if result.officer else None
    if officer is None:
        return sign_in_page(form, 422, wrong=True)
    _begin_session(officer)
    return resume_kept(form) or redirect(safe_next(form.next.data) or url_for("desk.index"))


@bp.post("/sign-out")
@officer_required()
def sign_out() -> ResponseReturnValue:
    logout_user()
    session.clear()
    return redirect(url_for("desk.sign_in"))


def _begin_session(officer: SignedIn) -> None:
    """A session of its own: what somebody may have planted in the one before must not go on as this officer's."""
    session.clear()
    g.pop(TOKEN, None)  # Flask-WTF keeps the old token for this request
    session.permanent = True
    login_user(officer)

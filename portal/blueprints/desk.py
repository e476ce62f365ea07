"""The desk's door and its queue: officers sign in, see what hurts most, sign out."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user
from flask_wtf.csrf import CSRFError

from .. import clock
from ..actions import drafts, officers
from ..extensions import db, login_manager
from ..forms.sign_in import SignInForm
from ..queries.desk_queue import Queue, Tab, queue
from ..queries.officer import SignedIn, signed_in
from ..queries.ticket_find import ticket_id
from ..web import errors
from ..web.access import officer_required, public, safe_next
from ..web.here import settings

bp = Blueprint("desk", __name__, url_prefix="/desk")
login_manager.login_view = "desk.sign_in"


@login_manager.user_loader
def load_officer(mark: str) -> SignedIn | None:
    return signed_in(db.session(), mark)


@bp.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(url_for("desk.index"))
    return _door(SignInForm(next=request.args.get("next")))


@bp.post("/sign-in")
@public
def sign_in_post() -> ResponseReturnValue:
    """Compare the password; what was being written when the session was lost becomes a draft."""
    form = SignInForm()
    if not form.validate_on_submit():
        return _door(form, 422)
    entry = officers.sign_in(form.email.data, form.password.data, request.remote_addr or "", settings().secret_key)
    if entry.wait:
        return _door(form, 429, wait=-(-entry.wait // 60))
    officer = signed_in(db.session(), f"{entry.officer}:{entry.session}") if entry.officer else None
    if officer is None:
        return _door(form, 422, wrong=True)
    session.permanent = True
    login_user(officer)
    _keep_text(form, officer)
    return redirect(safe_next(form.next.data) or url_for("desk.index"))


@bp.post("/sign-out")
@officer_required()
def sign_out() -> ResponseReturnValue:
    logout_user()
    session.clear()
    return redirect(url_for("desk.sign_in"))


@bp.get("/")
@officer_required()
def index() -> ResponseReturnValue:
    return render_template("desk/index.html", queue=asked_queue(), now=clock.now())


def asked_queue() -> Queue:
    """The part and page of the queue that the address names; tickets carry it along."""
    tab, page = request.args.get("tab", ""), request.args.get("page", "1")
    return queue(
        db.session(),
        current_user.actor,
        Tab(tab) if tab in set(Tab) else Tab.ALL,
        int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
        clock.now(),
    )


@bp.errorhandler(CSRFError)
@bp.errorhandler(401)
def session_lost(error: Exception) -> ResponseReturnValue:
    """A form came without its session: sign in again, nothing typed is lost."""
    if current_user.is_authenticated or request.endpoint == "desk.sign_in_post":
        return errors.page(400, error if isinstance(error, CSRFError) else None, "errors/form.html")
    code = (request.view_args or {}).get("code", "")
    form = SignInForm(formdata=None, next=url_for("desk.work", code=code) if code else None)
    form.kept_code.data = code
    form.kept_text.data = request.form.get("text", "")[: drafts.LONGEST]
    return _door(form, 401, lost=True)


def _door(form: SignInForm, status: int = 200, **said: object) -> ResponseReturnValue:
    return render_template("desk/sign_in.html", form=form, **said), status


def _keep_text(form: SignInForm, officer: SignedIn) -> None:
    if form.kept_text.data and form.kept_code.data:
        found = ticket_id(db.session(), form.kept_code.data)
        if found is None:
            abort(404)
        drafts.keep(found, officer.id, form.kept_text.data)

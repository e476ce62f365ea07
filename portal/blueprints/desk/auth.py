"""The desk's door: officers sign in and out, and what they were writing when a session ended comes in with them."""

from __future__ import annotations

import json
from typing import cast

from flask import g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user
from flask_wtf.csrf import CSRFError
from werkzeug.datastructures import MultiDict

from ...actions import drafts, officers
from ...context import current_portal
from ...extensions import db, login_manager
from ...forms.sign_in import SignInForm
from ...queries.desk.officer import SignedIn, signed_in
from ...queries.tickets.find import ticket_id
from ...web import errors
from ...web.access import officer_required, public, safe_next
from . import bp
from .work import again

login_manager.login_view = "desk.sign_in"
#: What a form carries that belongs to its session, not to what was typed.
OF_THE_SESSION = "csrf_token"


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
    return _door(SignInForm(next=request.args.get("next")))


@bp.post("/sign-in")
@public
def sign_in_post() -> ResponseReturnValue:
    """Compare the password; what was being written when the session was lost is shown again."""
    form = SignInForm()
    if not form.validate_on_submit():
        return _door(form, 422)
    address, key = request.remote_addr or "", current_portal().settings.secret_key
    entry = officers.sign_in(form.email.data, form.password.data, address, key)
    if entry.wait:
        return _door(form, 429, wait=-(-entry.wait // 60))
    officer = signed_in(db.session(), f"{entry.officer}:{entry.session}") if entry.officer else None
    if officer is None:
        return _door(form, 422, wrong=True)
    _begin(officer)
    return _resume(form, officer) or redirect(safe_next(form.next.data) or url_for("desk.index"))


@bp.post("/sign-out")
@officer_required()
def sign_out() -> ResponseReturnValue:
    logout_user()
    session.clear()
    return redirect(url_for("desk.sign_in"))


@bp.errorhandler(CSRFError)
@bp.errorhandler(401)
def session_lost(error: Exception) -> ResponseReturnValue:
    """A form came without its session, or with the token of an earlier one: nothing is done, nothing typed is lost."""
    code, verb = _asked()
    if code and request.headers.get("HX-Request") == "true":
        return render_template("desk/_lost.html")
    shown = again(code, verb, request.form) if code and current_user.is_authenticated else None
    if shown is not None:
        return shown, 400
    if current_user.is_authenticated or request.endpoint == "desk.sign_in_post":
        return errors.page(400, error if isinstance(error, CSRFError) else None, "errors/form.html")
    form = SignInForm(formdata=None, next=url_for("desk.work", code=code) if code else None)
    form.kept_code.data, form.kept_verb.data = code, verb
    form.kept_fields.data = json.dumps(_typed(), ensure_ascii=False) if code else ""
    return _door(form, 401, lost=True)


def _begin(officer: SignedIn) -> None:
    """A session of its own: nothing that somebody may have put into the one before goes on as this officer's."""
    session.clear()
    g.pop(OF_THE_SESSION, None)  # Flask-WTF keeps the old token for this request
    session.permanent = True
    login_user(officer)


def _asked() -> tuple[str, str]:
    """The ticket and the verb that a lost form was about; a draft is of an answer."""
    asked = request.view_args or {}
    return asked.get("code", ""), asked.get("verb", "respond")


def _typed() -> dict[str, str]:
    """What stood in the fields of the lost form; no text is longer than a draft may be."""
    fields = request.form.items()
    return {name: text[: drafts.LONGEST] for name, text in fields if name != OF_THE_SESSION}


def _resume(form: SignInForm, officer: SignedIn) -> ResponseReturnValue | None:
    """The form that was lost, with all that stood in it; an answer is kept as a draft besides."""
    code, verb = str(form.kept_code.data or ""), str(form.kept_verb.data or "")
    found = ticket_id(db.session(), code) if code else None
    fields = _fields(str(form.kept_fields.data or ""))
    if found is None or not fields:
        return None
    if verb == "respond" and fields.get("text"):
        drafts.keep(found, officer.id, fields["text"])
    return again(code, verb, MultiDict(fields))


def _fields(kept: str) -> dict[str, str]:
    try:
        read = json.loads(kept)
    except ValueError:
        return {}
    pairs = cast(dict[str, object], read).items() if isinstance(read, dict) else ()
    return {name: text for name, text in pairs if isinstance(text, str)}


def _door(form: SignInForm, status: int = 200, **said: object) -> ResponseReturnValue:
    return render_template("desk/sign_in.html", form=form, **said), status

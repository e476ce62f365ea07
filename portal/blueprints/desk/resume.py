"""A form whose session has ended: nothing is done, and what was typed comes back after the next sign-in."""

from __future__ import annotations

import json
from typing import cast

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.datastructures import MultiDict

from ...actions import drafts
from ...forms.sign_in import KeptForm, SignInForm
from ...web import errors, fragments
from . import bp
from .form import signed_in_officer, typed_work
from .page import Failure, work_page

#: What a form carries that belongs to its session, not to what was typed.
TOKEN = "csrf_token"  # noqa: S105 - the name of a field


@bp.errorhandler(CSRFError)
@bp.errorhandler(401)
def session_lost(error: Exception) -> ResponseReturnValue:
    """The answer to a form without a session, or with the token of an earlier one."""
    code, verb = _form_asked()
    if code and fragments.wanted():
        return render_template("desk/_lost.html")
    shown = resume_form(code, verb, request.form) if code and current_user.is_authenticated else None
    if shown is not None:
        return shown, 400
    if current_user.is_authenticated or request.endpoint == "desk.sign_in_post":
        return errors.page(400, error if isinstance(error, CSRFError) else None, errors.STALE_FORM)
    form = SignInForm(formdata=None, next=url_for("desk.work", code=code) if code else None)
    form.kept_code.data, form.kept_verb.data = code, verb
    form.kept_fields.data = json.dumps(_typed(), ensure_ascii=False) if code else ""
    return sign_in_page(form, 401, lost=True)


def sign_in_page(form: SignInForm, status: int = 200, **reason: object) -> ResponseReturnValue:
    """The form to sign in. ``reason``: why it is shown again, as ``lost``, ``wrong``, or ``wait`` in seconds."""
    return render_template("desk/sign_in.html", form=form, **reason), status


def resume_kept(form: KeptForm) -> ResponseReturnValue | None:
    """The form that a sign-in carries, with all that was typed; None when it has none. Its text becomes a draft."""
    code, verb = str(form.kept_code.data or ""), str(form.kept_verb.data or "")
    typed = MultiDict(_fields(str(form.kept_fields.data or "")))
    work = typed_work(code, verb, typed) if code and typed else None
    if work is not None and typed.get("text"):
        officer, key = signed_in_officer().id, work.form.sent_key()
        drafts.keep(work.ticket.id, officer, typed["text"], work.draft_name, key)
    return resume_form(code, verb, typed) if work is not None else None


def resume_form(code: str, verb: str, typed: MultiDict[str, str]) -> str | None:
    """The page with a form as it was typed, to be sent once more; None when there is no such ticket or verb."""
    work = typed_work(code, verb, typed)
    return work_page(work, Failure(session_lost=True), typed) if work is not None else None


def _form_asked() -> tuple[str, str]:
    """The ticket and the verb of the lost form; the address of a draft names its verb behind the question mark."""
    asked = request.view_args or {}
    return asked.get("code", ""), asked.get("verb") or request.args.get("verb", "respond")


def _typed() -> dict[str, str]:
    """The fields of the lost form; no text is longer than a draft may be."""
    fields = request.form.items()
    return {name: text[: drafts.LONGEST] for name, text in fields if name != TOKEN}


def _fields(kept: str) -> dict[str, str]:
    """The fields that a sign-in carries as JSON; none of a broken one."""
    try:
        read = json.loads(kept)
    except ValueError:
        return {}
    pairs = cast(dict[str, object], read).items() if isinstance(read, dict) else ()
    return {name: text for name, text in pairs if isinstance(text, str)}

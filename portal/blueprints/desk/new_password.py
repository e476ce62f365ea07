"""A password of one's own by a one-time link; whoever opens it needs no session."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from ...actions import reset_links
from ...domain.status import Refused
from ...forms.account import NewPasswordForm
from ...web.access import public
from ...web.proxies import visitor_address
from . import bp
from .faults import refused

LINK = "link"  # in the session: the token of the link that was opened


@bp.get("/sign-in/new-password")
@public
def sign_in_new_password() -> ResponseReturnValue:
    """The link names its token behind the question mark, which no log has; the page itself has it in no address."""
    if "token" in request.args:
        session[LINK] = request.args["token"][: reset_links.LONGEST]
        return redirect(url_for("desk.sign_in_new_password"))
    return _page(NewPasswordForm())


@bp.post("/sign-in/new-password")
@public
def sign_in_new_password_post() -> ResponseReturnValue:
    """Keep the new password; the link works no more."""
    form = NewPasswordForm()
    if not form.validate_on_submit():
        return _page(form, 422)
    try:
        reset_links.use(_token(), form.new.data, visitor_address())
    except Refused as refusal:
        return refused(_page(form, refusal=refusal), refusal)
    except LookupError:
        abort(404)
    session.clear()
    return redirect(url_for("desk.sign_in", changed=1))


def _token() -> str:
    return str(session.get(LINK, ""))


def _page(form: NewPasswordForm, status: int = 200, **reason: object) -> ResponseReturnValue:
    """The form, or that this link is worth nothing (any more)."""
    there = reset_links.officer_of(_token()) is not None
    page = render_template("desk/sign_in_new_password.html", form=form, there=there, **reason)
    return page, status if there else 404

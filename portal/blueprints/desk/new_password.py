"""A password of one's own by a one-time link; whoever opens it needs no session."""

from __future__ import annotations

from flask import abort, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from ...actions import reset_links
from ...domain.status import Refused
from ...forms.account import NewPasswordForm
from ...web.access import public
from ...web.proxies import visitor_address
from . import bp


@bp.get("/sign-in/new-password/<token>")
@public
def sign_in_new_password(token: str) -> ResponseReturnValue:
    return _page(NewPasswordForm(), token)


@bp.post("/sign-in/new-password/<token>")
@public
def sign_in_new_password_post(token: str) -> ResponseReturnValue:
    """Keep the new password; the link works no more."""
    form = NewPasswordForm()
    if not form.validate_on_submit():
        return _page(form, token, 422)
    try:
        reset_links.use(token, form.new.data, visitor_address())
    except Refused as refusal:
        return _page(form, token, 422, refusal=refusal)
    except LookupError:
        abort(404)
    session.clear()
    return redirect(url_for("desk.sign_in", changed=1))


def _page(form: NewPasswordForm, token: str, status: int = 200, **reason: object) -> ResponseReturnValue:
    """The form, or that this link is worth nothing (any more)."""
    there = reset_links.officer_of(token) is not None
    page = render_template("desk/sign_in_new_password.html", form=form, token=token, there=there, **reason)
    return page, status if there else 404

"""The page of an officer's own account, with the form of a new password."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from ...extensions import db
from ...forms.account import ChangePasswordForm
from ...queries.desk.officer import own_sessions
from .door import factor_of, limits
from .form import signed_in_officer


def account_page(form: ChangePasswordForm, status: int = 200, **reason: object) -> ResponseReturnValue:
    me = signed_in_officer()
    sessions, factor = own_sessions(db.session(), me, limits()), factor_of(me.id)
    return render_template("desk/account.html", form=form, sessions=sessions, factor=factor, **reason), status

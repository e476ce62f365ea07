"""The page of an officer's own account, with the form of a new password; and whether it is the officer who asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import render_template
from flask.typing import ResponseReturnValue

from ...actions.audit import By
from ...actions.sign_in import authenticate
from ...extensions import db
from ...forms.account import ChangePasswordForm, CurrentPasswordForm
from ...queries.desk.officer import own_sessions
from .door import by_me, factor_of, limits, visitor
from .form import signed_in_officer


@dataclass(frozen=True, slots=True)
class Proof:
    """What the password of now came to. ``refused``: why it was not taken, for the page; empty when it is right."""

    by: By
    status: int = 200
    refused: Mapping[str, object] = field(default_factory=dict)


def account_page(form: ChangePasswordForm, status: int = 200, **reason: object) -> ResponseReturnValue:
    me = signed_in_officer()
    sessions, factor = own_sessions(db.session(), me, limits()), factor_of(me.id)
    return render_template("desk/account.html", form=form, sessions=sessions, factor=factor, **reason), status


def prove(form: CurrentPasswordForm) -> Proof:
    """Compare the password of now, with the waits of a sign-in."""
    me = signed_in_officer()
    known = authenticate(me.email, form.current.data, visitor())
    if known.officer == me.id:
        return Proof(by_me())
    return Proof(by_me(), 429, {"wait": known.wait}) if known.wait else Proof(by_me(), 422, {"stranger": True})

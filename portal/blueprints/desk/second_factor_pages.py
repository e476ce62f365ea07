"""The pages of the second factor: a code is asked for, a telephone set up, recovery codes shown."""

from __future__ import annotations

from collections.abc import Sequence

import segno
from flask import redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from ...actions import second_factor
from ...context import current_portal
from ...forms.second_factor import CodeForm, SetUpForm
from ...forms.sign_in import KeptForm
from ...queries.desk.account import SecondFactor
from ...queries.desk.officer import SignedIn
from .door import HALF, half_signed_in

SECRET = "secret"  # noqa: S105 - in the session: what is being set up; the officer sees it anyway


def second_step(form: KeptForm, factor: SecondFactor) -> ResponseReturnValue:
    """What is asked after the password, with what the sign-in carries."""
    if factor.there:
        return code_page(CodeForm(formdata=None, **form.kept()))
    half = half_signed_in()
    return set_up_page(SetUpForm(formdata=None, **form.kept()), half) if half else redirect(url_for("desk.sign_in"))


def code_page(form: CodeForm, status: int = 200, **reason: object) -> ResponseReturnValue:
    return render_template("desk/sign_in_code.html", form=form, **reason), status


def set_up_page(form: SetUpForm, officer: SignedIn, status: int = 200, **reason: object) -> ResponseReturnValue:
    """The secret as a picture and in letters. It stays the same until it is set up, so that a reload spoils nothing."""
    secret = session.setdefault(SECRET, second_factor.new_secret())
    address = second_factor.address_of(secret, officer.email, current_portal().city.title)
    picture = segno.make(address, error="m").svg_data_uri(scale=4, border=4, light="#fff")
    groups = " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
    page = "desk/sign_in_set_up.html" if HALF in session else "desk/set_up.html"
    return render_template(page, form=form, picture=picture, groups=groups, officer=officer, **reason), status


def codes_page(codes: Sequence[str], next_page: str) -> str:
    """The recovery codes, shown this once."""
    return render_template("desk/recovery_codes.html", codes=codes, next_page=next_page)

"""Who stands at the desk's door: the visitor, the officer who is let in, and the session that then begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Response, g, make_response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user

from ... import clock
from ...actions import staff_sessions
from ...actions.audit import By
from ...actions.known_device import LASTS, device_mark
from ...actions.sign_in import Visitor, authenticate
from ...context import current_portal
from ...extensions import db, login_manager
from ...forms.sign_in import KeptForm
from ...queries.city.facts import is_demonstration
from ...queries.desk.account import SecondFactor, second_factor
from ...queries.desk.officer import SessionLimits, SignedIn, signed_in
from ...web.access import safe_next
from ...web.proxies import visitor_address
from .form import act_by_me, signed_in_officer
from .resume import TOKEN, resume_kept

DEVICE = "pantau_device"  # a cookie: this device has signed in before
HALF = "half"  # in the session: the token of one that still waits for its second factor


login_manager.login_view = "desk.sign_in"


@login_manager.user_loader
def load_officer(token: str) -> SignedIn | None:
    """Who is signed in by what the cookie holds."""
    return signed_in(db.session(), token, limits())


def visitor() -> Visitor:
    """Where the request comes from."""
    key = current_portal().settings.secret_key
    return Visitor(visitor_address(), key, request.cookies.get(DEVICE, ""))


def by(officer: SignedIn) -> By:
    """An officer at this door, as the audit names one."""
    return By(officer.id, visitor_address())


def by_me() -> By:
    """The signed-in officer, as the audit names one."""
    return act_by_me().by


@dataclass(frozen=True, slots=True)
class Proof:
    """What the password of now came to. ``refused``: why it was not taken, for the page; empty when it is right."""

    by: By
    status: int = 200
    refused: Mapping[str, object] = field(default_factory=dict)


def prove(password: str) -> Proof:
    """Compare the signed-in officer's password, with the waits of a sign-in."""
    me = signed_in_officer()
    known = authenticate(me.email, password, visitor())
    if known.officer == me.id:
        return Proof(by(me))
    return Proof(by(me), 429, {"wait": known.wait}) if known.wait else Proof(by(me), 422, {"stranger": True})


def limits() -> SessionLimits:
    settings = current_portal().settings
    return SessionLimits(settings.session_idle, settings.session_longest, clock.now())


def factor_of(officer_id: int) -> SecondFactor:
    return second_factor(db.session(), officer_id, demonstration=is_demonstration(db.session()))


def half_signed_in() -> SignedIn | None:
    """Who has given the right password in this session and not yet the second factor."""
    return signed_in(db.session(), str(session.get(HALF, "")), limits(), confirmed=False)


def begin(officer_id: int, *, confirmed: bool) -> None:
    """A session of its own: what somebody may have planted in the one before must not go on as this officer's."""
    half = session.get(HALF)
    who, settings = By(officer_id, visitor_address()), current_portal().settings
    token = staff_sessions.begin(
        who, request.user_agent.string, confirmed=confirmed, audit_kept=settings.audit_kept, instead_of=half
    )
    session.clear()
    g.pop(TOKEN, None)  # Flask-WTF keeps the old token for this request
    session.permanent = True
    if not confirmed:
        session[HALF] = token
        return
    officer = signed_in(db.session(), token, limits())
    if officer is not None:
        login_user(officer)


def go_on(form: KeptForm) -> ResponseReturnValue:
    """To what the officer came for: a form whose session was lost, the page asked for, or the queue."""
    answer = resume_kept(form) or redirect(safe_next(form.next.data) or url_for("desk.index"))
    return know_device(make_response(answer))


def know_device(response: Response) -> Response:
    """Let this device be known the next time that this officer signs in."""
    me, settings = signed_in_officer(), current_portal().settings
    secure = settings.public_url.startswith("https:")
    mark = device_mark(me.id, me.mark, settings.secret_key)
    response.set_cookie(DEVICE, mark, max_age=LASTS, secure=secure, httponly=True, samesite="Lax")
    return response

"""Officers sign in: who must wait is told so before anything dear is done, and all who fail get one answer."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..domain.staff_act import StaffAct
from ..extensions import db
from ..models import Officer
from . import passwords, throttle
from .audit import By, note
from .known_device import device_of
from .log import change
from .throttle import Trier


@dataclass(frozen=True, slots=True)
class SignInResult:
    """What a password came to: the officer's id and device mark, or how many seconds to wait, or neither (wrong)."""

    officer: int | None = None
    session_mark: str = ""
    wait: int = 0


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who sends a request: its address, the mark of a known device, and the portal's secret key."""

    address: str
    key: str
    device: str = ""


def authenticate(email: str, password: str, visitor: Visitor) -> SignInResult:
    """Compare a password. Unknown names and wrong passwords get the same answer after the same work."""
    session, name = db.session(), email.strip().lower()
    found = session.execute(select(Officer).where(Officer.email == name, Officer.active)).scalar()
    officer = (found.id, found.password, found.session) if found else None
    known = device_of(visitor.device, officer[0], officer[2], visitor.key) if officer and visitor.device else ""
    trier = Trier(name, visitor.address, visitor.key, known)
    wait = throttle.seconds_to_wait(session, trier)
    if wait:
        if not throttle.is_told(session, trier):
            _note(session, StaffAct.SIGN_IN_DELAYED, trier, officer[0] if officer else None)
        return SignInResult(wait=wait)
    session.rollback()  # nothing is held while the password is compared
    try:
        right = passwords.matches(officer[1] if officer else None, password)
    except passwords.Busy:
        return SignInResult(wait=passwords.BUSY_SECONDS)
    if officer is None or not right:
        _note(session, StaffAct.SIGN_IN_REFUSED, trier, officer[0] if officer else None)
        return SignInResult()
    with change(session):
        throttle.forget_failures(session, trier)
    return SignInResult(officer[0], officer[2])


def _note(session: Session, act: StaffAct, trier: Trier, officer: int | None) -> None:
    """One line in the audit; what was refused counts as a failure, a wait is told once."""
    with change(session):
        (throttle.note_failure if act is StaffAct.SIGN_IN_REFUSED else throttle.note_told)(session, trier)
        note(session, act, By(None, trier.address), about=officer)

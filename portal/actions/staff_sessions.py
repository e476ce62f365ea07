"""Sessions of officers begin, are seen to be used, and end: at sign-out, from elsewhere, with a change of account."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from .. import clock
from ..domain.secret_token import new_token, token_hash
from ..domain.staff_act import StaffAct
from ..domain.visitor_address import kept_address
from ..extensions import db
from ..models import Officer, StaffSession
from .audit import By, forget_old, note
from .log import change

LONGEST_BROWSER = 200
LONGEST = timedelta(days=7)  # the longest that a city may let a session last


def begin(by: By, browser: str, *, confirmed: bool, audit_kept: timedelta, instead_of: str | None = None) -> str:
    """Begin a session of ``by.officer``; its token, for the cookie. ``confirmed`` False: a second factor is to come.

    ``instead_of``: the token of the one that waited for it, which ends.
    """
    session, token, now = db.session(), new_token(), clock.now()
    with change(session):
        ended = StaffSession.begun_at < now - LONGEST
        if instead_of:
            ended |= StaffSession.token_hash == token_hash(instead_of)
        session.execute(delete(StaffSession).where(ended))
        session.add(
            StaffSession(
                officer_id=by.officer,
                token_hash=token_hash(token),
                begun_at=now,
                seen_at=now,
                confirmed=confirmed,
                address=kept_address(by.address),
                browser=browser[:LONGEST_BROWSER],
            )
        )
        if confirmed:
            note(session, StaffAct.SIGNED_IN, by)
            forget_old(session, audit_kept)
    return token


def touch(session_id: int) -> None:
    """Note that a session is used now."""
    session = db.session()
    with change(session):
        session.execute(update(StaffSession).where(StaffSession.id == session_id).values(seen_at=clock.now()))


def end(token: str, by: By) -> None:
    """End the session of this token: the cookie is worth nothing any more, whoever has a copy."""
    session = db.session()
    with change(session):
        session.execute(delete(StaffSession).where(StaffSession.token_hash == token_hash(token)))
        note(session, StaffAct.SIGNED_OUT, by)


def end_one(session_id: int, by: By) -> None:
    """End one of the officer's own sessions. Raises LookupError when it is not there, or not theirs."""
    session = db.session()
    with change(session):
        its = (StaffSession.id == session_id) & (StaffSession.officer_id == by.officer)
        if session.execute(select(StaffSession.id).where(its)).scalar() is None:
            raise LookupError(f"no session {session_id}")
        session.execute(delete(StaffSession).where(its))
        note(session, StaffAct.SESSIONS_ENDED, by, detail="1")


def end_others(kept: int, by: By) -> None:
    """End all of the officer's sessions but this one."""
    session = db.session()
    with change(session):
        others = (StaffSession.officer_id == by.officer) & (StaffSession.id != kept)
        count = len(session.scalars(delete(StaffSession).where(others).returning(StaffSession.id)).all())
        note(session, StaffAct.SESSIONS_ENDED, by, detail=str(count))


def end_all(session: Session, officer: Officer) -> None:
    """Within a change: nobody goes on as this officer, and no device is known for having signed in."""
    officer.session = secrets.token_hex(8)
    session.execute(delete(StaffSession).where(StaffSession.officer_id == officer.id))

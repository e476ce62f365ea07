"""Officers sign in; too many failures for one name, or from one address, have to wait."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from .. import clock
from ..extensions import db
from ..models import Officer, SignInTry
from . import officers
from .log import change

WINDOW = timedelta(minutes=15)
TRIES_A_NAME = 5
TRIES_AN_ADDRESS = 30


@dataclass(frozen=True, slots=True)
class SignInResult:
    """What a sign-in came to: the officer's id and session mark, or how many seconds to wait, or neither (wrong)."""

    officer: int | None = None
    session: str = ""
    wait: int = 0


def authenticate(email: str, password: str, address: str, key: str) -> SignInResult:
    """Compare a password. Unknown names and wrong passwords get the same answer after the same work.

    ``address``: where the request comes from; ``key``: the secret that names and addresses are hashed with. After
    TRIES_A_NAME failures for one name, or TRIES_AN_ADDRESS from one address, within WINDOW, the answer is to wait.
    """
    session = db.session()
    name = email.strip().lower()
    marks = [(_mark(f"name:{name}", key), TRIES_A_NAME), (_mark(f"address:{address}", key), TRIES_AN_ADDRESS)]
    wait = max(_wait(session, mark, most) for mark, most in marks)
    officer = session.execute(select(Officer).where(Officer.email == name, Officer.active)).scalar()
    nobody = _hash_of_nobody()  # also for a known name: the time that the first one takes says nothing
    right = _verify(officer.password if officer else nobody, password[: officers.LONGEST_PASSWORD])
    if wait:
        return SignInResult(wait=wait)
    if officer is None or not right:
        _note_failure(session, [mark for mark, _ in marks])
        return SignInResult()
    found = SignInResult(officer.id, officer.session)
    _forget_failures(session, marks[0][0])
    return found


@cache
def _hash_of_nobody() -> str:
    """The hash that an unknown name's password is compared with; made at the first sign-in, once a process."""
    return officers.hasher.hash("nobody has this password")


def _verify(hashed: str, password: str) -> bool:
    try:
        return officers.hasher.verify(hashed, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def _mark(who: str, key: str) -> bytes:
    return hashlib.blake2b(who.encode(), key=key.encode()[:64], digest_size=16).digest()


def _wait(session: Session, mark: bytes, most: int) -> int:
    """Seconds until this name or address may try again; 0 when it may now."""
    since = clock.now() - WINDOW
    count, oldest = session.execute(
        select(func.count(), func.min(SignInTry.at)).where(SignInTry.who == mark, SignInTry.at > since)
    ).one()
    if count < most or oldest is None:
        return 0
    return max(1, int((oldest + WINDOW - clock.now()).total_seconds()))


def _note_failure(session: Session, marks: list[bytes]) -> None:
    now = clock.now()
    with change(session):
        session.execute(delete(SignInTry).where(SignInTry.at < now - 4 * WINDOW))
        session.add_all(SignInTry(who=mark, at=now) for mark in marks)


def _forget_failures(session: Session, mark: bytes) -> None:
    if session.execute(select(SignInTry.id).where(SignInTry.who == mark).limit(1)).scalar():
        with change(session):
            session.execute(delete(SignInTry).where(SignInTry.who == mark))

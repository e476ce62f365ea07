"""Officers are added, given a password, and let in or kept out."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from .. import clock
from ..domain.permission import Role
from ..domain.status import Refused
from ..extensions import db
from ..models import Agency, Officer, SignInTry
from .log import change

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 256
WINDOW = timedelta(minutes=15)
TRIES_A_NAME = 5
TRIES_AN_ADDRESS = 30
_hasher = PasswordHasher()  # argon2id with the library's parameters, kept up to date by it


@dataclass(frozen=True, slots=True)
class SignInResult:
    """What a sign-in came to: the officer's id and session mark, or how many seconds to wait, or neither (wrong)."""

    officer: int | None = None
    session: str = ""
    wait: int = 0


def add(email: str, name: str, agency_slug: str, role: Role, password: str) -> int:
    """Add an officer; the id. Raises Refused for a taken address, an unknown agency or a weak password."""
    email = email.strip().lower()
    _check_password(password)
    if "@" not in email or len(email) > 254 or not name.strip():
        raise Refused("email_malformed" if name.strip() else "name_needed")
    session = db.session()
    hashed = _hasher.hash(password)
    with change(session):
        agency = session.execute(select(Agency.id).where(Agency.slug == agency_slug)).scalar()
        if agency is None:
            raise Refused("agency_unknown", agency=agency_slug)
        if session.execute(select(Officer.id).where(Officer.email == email)).scalar():
            raise Refused("email_taken", email=email)
        officer = Officer(
            email=email,
            name=name.strip(),
            password=hashed,
            agency_id=agency,
            role=role.value,
            session=secrets.token_hex(8),
            created_at=clock.now(),
        )
        session.add(officer)
        session.flush()
        return officer.id


def set_password(email: str, password: str) -> None:
    """Give a new password; every session of the officer ends."""
    _check_password(password)
    hashed = _hasher.hash(password)
    session = db.session()
    with change(session):
        officer = session.execute(select(Officer).where(Officer.email == email.strip().lower())).scalar()
        if officer is None:
            raise Refused("email_unknown", email=email)
        officer.password = hashed
        officer.session = secrets.token_hex(8)


def sign_in(email: str, password: str, address: str, key: str) -> SignInResult:
    """Let an officer in. Unknown names and wrong passwords get the same answer after the same work.

    ``address``: where the request comes from; ``key``: the secret that tries are hashed with. After TRIES_A_NAME
    failures for one name, or TRIES_AN_ADDRESS from one address, within WINDOW, the answer is to wait (seconds).
    """
    session = db.session()
    name = email.strip().lower()
    marks = [(_mark(f"name:{name}", key), TRIES_A_NAME), (_mark(f"address:{address}", key), TRIES_AN_ADDRESS)]
    wait = max(_wait(session, mark, most) for mark, most in marks)
    officer = session.execute(select(Officer).where(Officer.email == name, Officer.active)).scalar()
    nobody = _nobody()  # made at the first sign-in whoever comes, so that it tells nothing
    right = _verify(officer.password if officer else nobody, password[:LONGEST_PASSWORD])
    if wait:
        return SignInResult(wait=wait)
    if officer is None or not right:
        _note_failure(session, [mark for mark, _ in marks])
        return SignInResult()
    found = SignInResult(officer.id, officer.session)
    _forget_failures(session, marks[0][0])
    return found


@cache
def _nobody() -> str:
    """What is verified for an unknown name; no program that signs nobody in waits for it."""
    return _hasher.hash("nobody has this password")


def _verify(hashed: str, password: str) -> bool:
    try:
        return _hasher.verify(hashed, password)
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


def _check_password(password: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        raise Refused("password_short", least=str(SHORTEST_PASSWORD))
    if len(password) > LONGEST_PASSWORD:
        raise Refused("password_long", most=str(LONGEST_PASSWORD))

"""Officers get an account and a password."""

from __future__ import annotations

import secrets

from argon2 import PasswordHasher
from sqlalchemy import select

from .. import clock
from ..domain.permission import Role
from ..domain.status import Refused
from ..extensions import db
from ..models import Agency, Officer
from .log import change

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 256
hasher = PasswordHasher()  # argon2id with the library's parameters, kept up to date by it


def add(email: str, name: str, agency_slug: str, role: Role, password: str) -> int:
    """Add an officer; the id. Raises Refused for a taken address, an unknown agency or a weak password."""
    email = email.strip().lower()
    _check_password(password)
    if "@" not in email or len(email) > 254 or not name.strip():
        raise Refused("email_malformed" if name.strip() else "name_needed")
    session = db.session()
    hashed = hasher.hash(password)
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
    hashed = hasher.hash(password)
    session = db.session()
    with change(session):
        officer = session.execute(select(Officer).where(Officer.email == email.strip().lower())).scalar()
        if officer is None:
            raise Refused("email_unknown", email=email)
        officer.password = hashed
        officer.session = secrets.token_hex(8)


def _check_password(password: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        raise Refused("password_short", least=str(SHORTEST_PASSWORD))
    if len(password) > LONGEST_PASSWORD:
        raise Refused("password_long", most=str(LONGEST_PASSWORD))

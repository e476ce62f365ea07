"""Accounts of officers: added, changed, deactivated and taken up again, each with its line in the audit."""

from __future__ import annotations

import secrets

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from .. import clock
from ..domain.permission import Role
from ..domain.staff_act import StaffAct
from ..domain.status import Refused
from ..extensions import db
from ..models import Agency, Officer, ResetLink
from ..queries.agencies.names import agency_meant
from . import passwords
from .audit import OPERATOR, By, note
from .log import change
from .staff_sessions import end_all


def add(email: str, name: str, agency_slug: str, role: Role, password: str | None, by: By = OPERATOR) -> int:
    """Add an officer; the id. ``password`` None: none yet, a reset link will set one.

    Raises Refused for a taken address, an unknown agency or a weak password.
    """
    email, name = email.strip().lower(), name.strip()
    if "@" not in email or len(email) > 254 or not name:
        raise Refused("email_malformed" if name else "name_needed")
    if password is not None:
        passwords.check_strength(password, (email, name))
    session, hashed = db.session(), passwords.hash_of(password or secrets.token_urlsafe(32))
    with change(session):
        agency = _agency(session, agency_slug)
        if session.execute(select(Officer.id).where(Officer.email == email)).scalar():
            raise Refused("email_taken", email=email)
        officer = Officer(
            email=email,
            name=name,
            password=hashed,
            agency_id=agency,
            role=role.value,
            session=secrets.token_hex(8),
            created_at=clock.now(),
        )
        session.add(officer)
        session.flush()
        note(session, StaffAct.OFFICER_ADDED, by, about=officer.id, detail=f"{role.value}, {agency_slug}")
        return officer.id


def alter(officer_id: int, name: str, agency_slug: str, role: Role, by: By = OPERATOR) -> None:
    """Give an officer another name, agency or role; with another agency or role every session ends."""
    session = db.session()
    if not name.strip():
        raise Refused("name_needed")
    with change(session):
        officer, agency = _officer(session, officer_id), _agency(session, agency_slug)
        moved = (officer.agency_id, officer.role) != (agency, role.value)
        if (officer.name, moved) == (name.strip(), False):
            return
        if role is not Role.ADMIN:
            _keep_an_admin(session, officer)
        officer.name, officer.agency_id, officer.role = name.strip(), agency, role.value
        if moved:
            end_all(session, officer)
        note(session, StaffAct.OFFICER_CHANGED, by, about=officer.id, detail=f"{role.value}, {agency_slug}")


def deactivate(officer_id: int, by: By = OPERATOR) -> None:
    """Let an officer sign in no more; every session ends, what they did stays. activate() takes it back."""
    session = db.session()
    with change(session):
        officer = _officer(session, officer_id)
        if not officer.active:
            raise Refused("nothing_to_do")
        if officer.id == by.officer:
            raise Refused("not_yourself")
        _keep_an_admin(session, officer)
        officer.active = False
        end_all(session, officer)
        note(session, StaffAct.OFFICER_DEACTIVATED, by, about=officer.id)


def activate(officer_id: int, by: By = OPERATOR) -> None:
    """Let an officer sign in again, with the password of before."""
    session = db.session()
    with change(session):
        officer = _officer(session, officer_id)
        if officer.active:
            raise Refused("nothing_to_do")
        if not session.get_one(Agency, officer.agency_id).active:
            raise Refused("agency_inactive")
        officer.active = True
        note(session, StaffAct.OFFICER_ACTIVATED, by, about=officer.id)


def set_password(officer_id: int, password: str, by: By = OPERATOR, *, link: bytes | None = None) -> None:
    """Give a new password; every session of the officer ends, and every link to set one. Raises Refused for a weak one.

    ``link``: the hash of the link that sets it; LookupError when that was used, or the account deactivated, meanwhile.
    """
    session = db.session()
    officer = _officer(session, officer_id)
    passwords.check_strength(password, (officer.email, officer.name))
    session.rollback()  # nothing is held while the hash is made
    hashed = passwords.hash_of(password)
    with change(session):
        officer = _officer(session, officer_id)
        links = delete(ResetLink).where(ResetLink.officer_id == officer_id).returning(ResetLink.token_hash)
        ended = session.scalars(links).all()
        if link is not None and (link not in ended or not officer.active):
            raise LookupError("no such link")
        officer.password = hashed
        end_all(session, officer)
        note(session, StaffAct.PASSWORD_CHANGED, by, about=officer.id)


def exempt(officer_id: int) -> None:
    """Ask this officer of a demonstration for no second factor."""
    session = db.session()
    with change(session):
        _officer(session, officer_id).exempt = True


def id_of(email: str) -> int:
    """The officer with this address. Raises Refused (``email_unknown``)."""
    found = db.session().execute(select(Officer.id).where(Officer.email == email.strip().lower())).scalar()
    if found is None:
        raise Refused("email_unknown", email=email)
    return found


def _officer(session: Session, officer_id: int) -> Officer:
    officer = session.get(Officer, officer_id, populate_existing=True)
    if officer is None:
        raise LookupError(f"no officer {officer_id}")
    return officer


def _agency(session: Session, slug: str) -> int:
    found = agency_meant(session, slug)
    if found is None:
        raise Refused("agency_unknown", agency=slug)
    if not session.get_one(Agency, found).active:
        raise Refused("agency_inactive", agency=slug)
    return found


def _keep_an_admin(session: Session, officer: Officer) -> None:
    """Raises Refused when this is the last admin who can sign in: nobody could add another in the browser."""
    admins = select(func.count()).where(Officer.role == Role.ADMIN.value, Officer.active, Officer.id != officer.id)
    if officer.active and officer.role == Role.ADMIN and not session.scalar(admins):
        raise Refused("last_admin")

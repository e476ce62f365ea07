"""One-time links by which officers set a password of their own: nobody else has to know one."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select

from .. import clock
from ..domain.secret_token import new_token, token_hash
from ..domain.staff_act import StaffAct
from ..extensions import db
from ..models import Officer, ResetLink
from . import officers
from .audit import OPERATOR, By, note
from .log import change

LASTS = timedelta(hours=24)
LONGEST = 100  # characters of what an address calls a token


def make(officer_id: int, by: By = OPERATOR) -> str:
    """The token of a new link for an officer; one that was made before works no more."""
    session, token, now = db.session(), new_token(), clock.now()
    with change(session):
        if session.get(Officer, officer_id) is None:
            raise LookupError(f"no officer {officer_id}")
        session.execute(delete(ResetLink).where((ResetLink.officer_id == officer_id) | (ResetLink.expires_at < now)))
        session.add(ResetLink(officer_id=officer_id, token_hash=token_hash(token), made_at=now, expires_at=now + LASTS))
        note(session, StaffAct.RESET_LINK_MADE, by, about=officer_id)
    return token


def officer_of(token: str) -> int | None:
    """Whose link it is; None when it was used, replaced or is too old, or the account is not active."""
    return db.session().scalar(
        select(ResetLink.officer_id)
        .join(Officer, ResetLink.officer_id == Officer.id)
        .where(ResetLink.token_hash == token_hash(token), ResetLink.expires_at > clock.now(), Officer.active)
    )


def use(token: str, password: str, address: str) -> None:
    """Set the password that was typed; the link works no more. Raises LookupError, or Refused for a weak password."""
    officer_id = officer_of(token)
    if officer_id is None:
        raise LookupError("no such link")
    officers.set_password(officer_id, password, By(officer_id, address), link=token_hash(token))

"""What an account has of a second factor."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...domain.permission import Role
from ...domain.second_factor import must_have
from ...models import Officer, RecoveryCode


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """``there``: it is set up; ``needed``: this role must have one; ``codes``: recovery codes that are left."""

    there: bool
    needed: bool
    codes: int


def second_factor(session: Session, officer_id: int, *, demonstration: bool) -> SecondFactor:
    """Of an officer that exists. Only where a demonstration fills the database is an exemption one."""
    secret, role, exempt = session.execute(
        select(Officer.totp_secret, Officer.role, Officer.exempt).where(Officer.id == officer_id)
    ).one()
    left = select(func.count()).where(RecoveryCode.officer_id == officer_id, RecoveryCode.used_at.is_(None))
    needed = must_have(Role(role), exempt=exempt and demonstration)
    return SecondFactor(secret is not None, needed, session.scalar(left) or 0)

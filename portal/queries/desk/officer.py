"""Who is signed in, and on which devices."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from flask_login import UserMixin
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from ...domain.permission import Actor, Role
from ...domain.secret_token import token_hash
from ...models import Agency, Officer, StaffSession

HALF_LASTS = timedelta(minutes=10)  # between the password and the second factor


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long a session lasts unused, and at most; ``now``: when it is asked."""

    idle: timedelta
    longest: timedelta
    now: datetime

    @property
    def running(self) -> ColumnElement[bool]:
        """The sessions that have not run out."""
        return (StaffSession.seen_at > self.now - self.idle) & (StaffSession.begun_at > self.now - self.longest)


@dataclass(frozen=True, slots=True, eq=False)
class SignedIn(UserMixin):
    """A signed-in officer, as pages and actions need one. ``token``: what the cookie holds."""

    id: int
    name: str
    email: str
    role: Role
    agency_id: int
    agency: str
    agency_slug: str
    session_id: int
    seen_at: datetime
    mark: str = field(repr=False)  # Officer.session
    token: str = field(repr=False)

    def get_id(self) -> str:
        return self.token

    @property
    def actor(self) -> Actor:
        return Actor(self.id, self.agency_id, self.role)


def is_active(session: Session, officer_id: int) -> bool:
    """Whether this officer still is one."""
    return bool(session.scalar(select(Officer.active).where(Officer.id == officer_id)))


def agency_kind(session: Session, officer_id: int) -> str:
    """The kind of the agency of this officer."""
    kind = select(Agency.kind).join(Officer, Officer.agency_id == Agency.id).where(Officer.id == officer_id)
    return session.scalars(kind).one()


@dataclass(frozen=True, slots=True)
class OwnSession:
    """One of an officer's sessions. ``here``: the one that asks."""

    id: int
    begun_at: datetime
    seen_at: datetime
    address: str
    browser: str
    here: bool


def signed_in(session: Session, token: str, limits: SessionLimits, *, confirmed: bool = True) -> SignedIn | None:
    """The active officer of the running session with this token; None when it has ended.

    ``confirmed`` False: of a session that still waits for its second factor.
    """
    if not confirmed:
        limits = replace(limits, longest=HALF_LASTS)
    row = session.execute(
        select(Officer, Agency.name, Agency.slug, StaffSession.id, StaffSession.seen_at)
        .join(StaffSession, StaffSession.officer_id == Officer.id)
        .join(Agency, Officer.agency_id == Agency.id)
        .where(
            StaffSession.token_hash == token_hash(token),
            StaffSession.confirmed == confirmed,
            Officer.active,
            limits.running,
        )
    ).first()
    if row is None:
        return None
    o, agency, slug, session_id, seen_at = row
    return SignedIn(
        o.id, o.name, o.email, Role(o.role), o.agency_id, agency, slug, session_id, seen_at, o.session, token
    )


def own_sessions(session: Session, me: SignedIn, limits: SessionLimits) -> list[OwnSession]:
    """The officer's running sessions, the one used last first."""
    rows = session.scalars(
        select(StaffSession)
        .where(StaffSession.officer_id == me.id, StaffSession.confirmed, limits.running)
        .order_by(StaffSession.seen_at.desc(), StaffSession.id)
    )
    return [OwnSession(s.id, s.begun_at, s.seen_at, s.address, s.browser, s.id == me.session_id) for s in rows]

"""Who is signed in."""

from __future__ import annotations

from dataclasses import dataclass

from flask_login import UserMixin
from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.permission import Actor, Role
from ...models import Agency, Officer


@dataclass(frozen=True, slots=True, eq=False)
class SignedIn(UserMixin):
    """A signed-in officer, as pages and actions need one."""

    id: int
    name: str
    email: str
    role: Role
    agency_id: int
    agency: str
    agency_slug: str
    session: str

    def get_id(self) -> str:
        return f"{self.id}:{self.session}"

    @property
    def actor(self) -> Actor:
        return Actor(self.id, self.agency_id, self.role)


def signed_in(session: Session, mark: str) -> SignedIn | None:
    """The active officer whose session has this mark ("id:session"); None when it has ended."""
    number, _, secret = mark.partition(":")
    if not number.isdigit():
        return None
    row = session.execute(
        select(Officer, Agency.name, Agency.slug)
        .join(Agency, Officer.agency_id == Agency.id)
        .where(Officer.id == int(number), Officer.active, Officer.session == secret)
    ).first()
    if row is None:
        return None
    o, agency, slug = row
    return SignedIn(o.id, o.name, o.email, Role(o.role), o.agency_id, agency, slug, o.session)

"""Officers as an admin keeps them: found by name, address or agency, the active ones first."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from ...domain.paging import Pages
from ...domain.permission import Role
from ...models import Agency, Officer

PAGE = 50


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """One account."""

    id: int
    name: str
    email: str
    role: Role
    agency: str
    agency_slug: str
    active: bool
    second_factor: bool


@dataclass(frozen=True, slots=True)
class Officers:
    """A page of the accounts that fit the words ``q``."""

    rows: list[OfficerRow]
    pages: Pages
    q: str


def officers(session: Session, q: str = "", page: int = 1) -> Officers:
    """Those whose name, address or agency holds every word of ``q``."""
    its = [_holds(word) for word in q.split()[:8]]
    rows = (
        select(Officer, Agency.name, Agency.slug)
        .join(Agency, Officer.agency_id == Agency.id)
        .where(*its)
        .order_by(Officer.active.desc(), func.lower(Officer.name), Officer.id)
    )
    total = session.scalar(select(func.count()).select_from(rows.subquery())) or 0
    pages = Pages.nearest(page, total, PAGE)
    found = session.execute(rows.limit(PAGE).offset(pages.start))
    return Officers([_row(o, agency, slug) for o, agency, slug in found], pages, q)


def officer_row(session: Session, officer_id: int) -> OfficerRow | None:
    """One account; None when there is none."""
    found = session.execute(
        select(Officer, Agency.name, Agency.slug)
        .join(Agency, Officer.agency_id == Agency.id)
        .where(Officer.id == officer_id)
    ).first()
    return _row(*found) if found else None


def _holds(word: str) -> ColumnElement[bool]:
    return or_(*(column.icontains(word, autoescape=True) for column in (Officer.name, Officer.email, Agency.name)))


def _row(o: Officer, agency: str, slug: str) -> OfficerRow:
    return OfficerRow(o.id, o.name, o.email, Role(o.role), agency, slug, o.active, o.totp_secret is not None)

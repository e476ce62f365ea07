"""Agencies to choose from in a form, and the one that a slug means."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.names import identity
from ...models import Agency, Alias


def agency_names(session: Session) -> list[tuple[int, str]]:
    """(id, name) of every agency that can be given tickets, by name."""
    rows = session.execute(select(Agency.id, Agency.name).where(Agency.active).order_by(Agency.name, Agency.id))
    return [(id, name) for id, name in rows]


def ids_below(session: Session, agency: int) -> set[int]:
    """An agency's own units, and theirs."""
    rows = session.execute(select(Agency.id, Agency.parent_id)).all()
    below = {agency}
    while more := {row.id for row in rows if row.parent_id in below} - below:
        below |= more
    return below - {agency}


def units_below(session: Session, agency: int) -> list[tuple[int, str]]:
    """(id, name) of those that can be given tickets, by name."""
    below = ids_below(session, agency)
    return [(id, name) for id, name in agency_names(session) if id in below]


def agency_slugs(session: Session) -> list[tuple[str, str]]:
    """(slug, name) of every active agency, by name."""
    rows = session.execute(select(Agency.slug, Agency.name).where(Agency.active).order_by(Agency.name, Agency.id))
    return [(slug, name) for slug, name in rows]


def agency_meant(session: Session, slug: str) -> int | None:
    """The id of the agency with this slug, or that had it once; None when there is none."""
    former = select(Alias.refers_to).where(Alias.kind == "agency", Alias.identity == identity(slug))
    return session.scalar(select(Agency.id).where(Agency.slug == slug)) or session.scalar(former)

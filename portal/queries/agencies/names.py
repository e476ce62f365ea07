"""Agencies to choose from in a form."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...models import Agency


def agency_names(session: Session) -> list[tuple[int, str]]:
    """(id, name) of every agency, by name."""
    rows = session.execute(select(Agency.id, Agency.name).order_by(Agency.name, Agency.id))
    return [(id, name) for id, name in rows]


def units_below(session: Session, agency: int) -> list[tuple[int, str]]:
    """(id, name) of an agency's own units, theirs too, by name."""
    rows = session.execute(select(Agency.id, Agency.name, Agency.parent_id).order_by(Agency.name, Agency.id)).all()
    below = {agency}
    while more := {id for id, _, parent in rows if parent in below} - below:
        below |= more
    return [(id, name) for id, name, _ in rows if id in below - {agency}]


def agency_slugs(session: Session) -> list[tuple[str, str]]:
    """(slug, name) of every agency, by name."""
    rows = session.execute(select(Agency.slug, Agency.name).order_by(Agency.name, Agency.id))
    return [(slug, name) for slug, name in rows]

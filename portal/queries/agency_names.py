"""Agencies to choose from in a form."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..models import Agency


def agency_names(session: Session) -> list[tuple[int, str]]:
    """(id, name) of every agency, by name."""
    rows = session.execute(select(Agency.id, Agency.name).order_by(Agency.name, Agency.id))
    return [(id, name) for id, name in rows]

"""Agencies, categories, areas and channels by name: what an import made, or would make."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..models import Agency, Area, Category, Channel

#: What an import may make -> its table.
KINDS: dict[str, type[Agency] | type[Category] | type[Area] | type[Channel]] = {
    "agency": Agency,
    "category": Category,
    "area": Area,
    "channel": Channel,
}


def newest_entries(session: Session) -> dict[str, int]:
    """Kind -> the id of its newest entry, 0 where there is none."""
    return {kind: session.execute(select(func.max(table.id))).scalar() or 0 for kind, table in KINDS.items()}


def entry_names(session: Session, after: Mapping[str, int]) -> dict[str, list[str]]:
    """Kind -> the names of the entries whose id is above that of ``after``, in the order in which they were made."""
    return {
        kind: list(session.scalars(select(table.name).where(table.id > after[kind]).order_by(table.id)))
        for kind, table in KINDS.items()
    }

"""Many rows of one table at once: an import of thousands of tickets has no use for mapped objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import insert
from sqlalchemy.orm import Session

from ..models import Base


def insert_rows(session: Session, model: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    """Insert ``rows``, each a dict from column names to values, all of the same columns; there may be none."""
    if rows:
        session.execute(insert(model.metadata.tables[model.__tablename__]), rows)

"""Many rows of one table at once: an import of thousands of tickets has no use for mapped objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from sqlalchemy import BigInteger, TableClause, column, insert, table
from sqlalchemy.orm import Session

from ..models import Base
from ..models.types import Moment


def insert_rows(session: Session, model: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    """Insert ``rows``, each a dict from column names to values, all of the same columns; there may be none.

    Moments are whole seconds already. What a row does not name is what the database makes it, not the model's default.
    """
    if rows:
        session.execute(insert(_plain(model)), rows)


@cache
def _plain(model: type[Base]) -> TableClause:
    """The table of a model without what asks a question of each value on its way in."""
    columns = model.metadata.tables[model.__tablename__].columns
    return table(
        model.__tablename__,
        *(column(c.name, BigInteger() if isinstance(c.type, Moment) else c.type) for c in columns),
    )

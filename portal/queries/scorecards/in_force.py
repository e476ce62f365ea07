"""Which of the stored figures are shown: the worker writes the next ones beside them, and then shows all at once."""

from __future__ import annotations

from sqlalchemy import ColumnElement, FromClause, and_, func, or_, select

from ...models import ScorecardEdition, StoredScorecard

_EDITION = func.coalesce(select(ScorecardEdition.number).correlate(None).scalar_subquery(), 0)


def in_force(table: FromClause = StoredScorecard.__table__) -> ColumnElement[bool]:
    """Whether a row of stored figures is one of those that are shown. ``table``: that of figures, or its alias."""
    return and_(table.c.since <= _EDITION, or_(table.c.until.is_(None), table.c.until > _EDITION))

"""How far the log reaches: the version of everything that is read from it."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...models import Event

_NEWEST = select(func.max(Event.seq))


def log_end(session: Session) -> int:
    """The newest seq; 0 for an empty log."""
    return session.connection().execute(_NEWEST).scalar() or 0

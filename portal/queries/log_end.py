"""How far the log reaches: the version of everything that is read from it."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..models import Event


def log_end(session: Session) -> int:
    """The newest seq; 0 for an empty log."""
    return session.execute(select(func.max(Event.seq))).scalar() or 0

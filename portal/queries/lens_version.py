"""What decides whether a view of the lens looks different from before, but for the time."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ..search.engine import Engine
from .city_version import city_version
from .log_end import log_end


def lens_version(session: Session, engine: Engine) -> tuple[int, int, int]:
    """How far the log reaches, how far of it the index has seen, and which areas and names there are."""
    return log_end(session), engine.seq(), city_version(session)

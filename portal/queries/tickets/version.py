"""What decides whether a view of the lens looks different from before, but for the time."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...models import Event
from ...search.engine import Engine
from ..city.version import CITY_VERSION
from ..prepared import Prepared

_NEWEST = func.coalesce(select(func.max(Event.seq)).scalar_subquery(), 0)
_STATE = Prepared(select(_NEWEST.label("seq"), CITY_VERSION.label("city")))


def log_and_city(session: Session) -> tuple[int, int]:
    """How far the log reaches, and the city's version; see log_end.py and city_version.py."""
    state = _STATE.first(session.connection())
    return state.seq, state.city


def lens_version(session: Session, engine: Engine) -> tuple[int, int, int]:
    """How far the log reaches, how far of it the index has seen, and which areas and names there are."""
    log, city = log_and_city(session)
    return log, engine.seq(), city

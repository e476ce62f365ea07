"""When anything that the log tells of happened last: looked for once in a process, then kept up with what is new."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...models import Event
from ..versioned_cache import VersionedCache
from .version import log_end

_LAST = select(func.max(Event.__table__.c.happened_at))


def happened_after(session: Session, cache: VersionedCache, at: datetime) -> bool:
    """Whether anything happened after ``at``. No index is by that moment, so that pages must not ask the log for it."""
    known: list[tuple[int, datetime | None]] = cache.get("last happened", "", lambda: [(0, None)])
    (seq, last), end = known[0], log_end(session)
    if end < seq:
        seq, last = 0, None
    if end > seq:
        new = session.execute(_LAST.where(Event.__table__.c.seq > seq) if seq else _LAST).scalar()
        last = max(filter(None, (last, new)), default=None)
        known[0] = (end, last)
    return last is not None and last > at

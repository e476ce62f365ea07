"""When anything that the log tells of happened last, whenever it was told."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...models.event import HAPPENED
from ..versioned_cache import VersionedCache
from .version import log_end

#: The end of an index: however long the log is, it is found at once.
_LAST = select(func.max(HAPPENED))


def happened_after(session: Session, cache: VersionedCache, at: datetime) -> bool:
    """Whether anything happened after ``at``; asked for once as long as nothing is told."""
    last = cache.get("last happened", log_end(session), lambda: session.execute(_LAST).scalar())
    return last is not None and last > at

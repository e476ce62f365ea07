"""What was read of all tickets, carried on by what happened since: a second's work for a large city is done once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Generic

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.waiting import SomeWaits
from ...models import Event
from ..city.version import log_and_city, log_end
from ..versioned_cache import VersionedCache

#: Tickets of so many may have moved since the last reading; of more, all are read anew.
MOST = 500
#: Reads the waits on some tickets, or (None) on all.
Read = Callable[[Session, Collection[int] | None], SomeWaits]


class CarriedOn(Generic[SomeWaits]):
    """All waits up to an event."""

    def __init__(self, session: Session, read: Read[SomeWaits]) -> None:
        self._read = read
        self._known = (log_end(session), read(session, None))

    def upto(self, session: Session, seq: int) -> SomeWaits:
        """The waits as they stand now, ``seq`` being the newest event."""
        last, found = self._known
        if seq > last:
            since = select(Event.ticket_id).where(Event.seq > last).distinct().limit(MOST + 1)
            moved = session.scalars(since).all()
            if len(moved) > MOST:
                found = self._read(session, None)
            elif moved:
                found = found.without(np.array(moved)).joined(self._read(session, moved))
            self._known = seq, found
        return found


def carried_on(session: Session, cache: VersionedCache, name: str, read: Read[SomeWaits]) -> SomeWaits:
    """All waits of this name. Read anew when the city changes: with it a source may have spoken."""
    seq, city = log_and_city(session)
    kept: CarriedOn[SomeWaits] = cache.get(name, city, lambda: CarriedOn(session, read))
    return kept.upto(session, seq)

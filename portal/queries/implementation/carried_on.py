"""What was read of all tickets, carried on by what happened since: a second's work for a large city is done once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Generic

import numpy as np
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from ...domain.source_clock import SpokenSource
from ...domain.survival import Whole
from ...domain.waiting import SomeWaits
from ...models import Event
from ..city.clocks import spoken_sources
from ..city.version import log_and_city
from ..versioned_cache import VersionedCache

#: Tickets of so many may have moved since the last reading; of more, all are read anew.
MOST = 20_000
#: A query of the ids of tickets.
Moved = Select[int]
#: Reads the waits on the tickets that moved, or (None) on all, as ``Waits`` has them before ``heard``.
Read = Callable[[Session, Sequence[SpokenSource], Moved | None], SomeWaits]


class CarriedOn(Generic[SomeWaits]):
    """All waits up to an event, before any word of a source. Threads of a process share it: one reads, others wait."""

    def __init__(self, read: Read[SomeWaits]) -> None:
        self._read = read
        self._lock = Lock()
        self._known: tuple[int, SomeWaits] | None = None
        self._heard: tuple[SomeWaits, Whole, SomeWaits] | None = None

    def upto(self, session: Session, seq: int, sources: Sequence[SpokenSource]) -> SomeWaits:
        """The waits as they stand now, ``seq`` being the newest event, as far as these sources have spoken."""
        told = np.array([int(one.as_of.timestamp()) for one in sources], dtype=np.int64)
        with self._lock:
            found = self._upto(session, seq, sources)
            if self._heard is None or self._heard[0] is not found or not np.array_equal(self._heard[1], told):
                self._heard = found, told, found.heard(told)
            return self._heard[2]

    def _upto(self, session: Session, seq: int, sources: Sequence[SpokenSource]) -> SomeWaits:
        if self._known is None:
            self._known = seq, self._read(session, sources, None)
        last, found = self._known
        if seq > last:
            found = self._since(session, found, last, sources)
            self._known = seq, found
        return found

    def _since(self, session: Session, before: SomeWaits, last: int, sources: Sequence[SpokenSource]) -> SomeWaits:
        moved = select(Event.ticket_id).where(Event.seq > last).distinct()
        tickets: Whole = np.array(session.scalars(moved.limit(MOST + 1)).all(), dtype=np.int64)
        if len(tickets) > MOST:
            return self._read(session, sources, None)
        return before.without(tickets).joined(self._read(session, sources, moved)) if len(tickets) else before


def carried_on(session: Session, cache: VersionedCache, name: str, read: Read[SomeWaits]) -> SomeWaits:
    """All waits of this name. Read anew when there is another source that speaks now and then."""
    seq, city = log_and_city(session)
    sources = spoken_sources(session, cache, city)
    names = tuple(one.name for one in sources)
    kept: CarriedOn[SomeWaits] = cache.get(name, names, lambda: CarriedOn(read))
    return kept.upto(session, seq, sources)

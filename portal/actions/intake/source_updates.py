"""Which of two exports of a source is the newer one, by the times that the source gives."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ...domain.record import Record
from ...models import SourceUpdate
from ...models.types import seconds_of
from ..bulk import insert_rows

AT_ONCE = 500


class SourceUpdates:
    """When sources last changed the tickets of one batch, in seconds; of those that say so."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[int, int] = {}
        self._new: dict[int, int] = {}

    def look_up(self, found: Iterable[tuple[Record, int]]) -> None:
        """Read what is known of the tickets of these records."""
        ids = sorted(ticket for record, ticket in found if record.updated_at is not None)
        columns = select(SourceUpdate.ticket_id, seconds_of(SourceUpdate.at))
        for start in range(0, len(ids), AT_ONCE):
            part = columns.where(SourceUpdate.ticket_id.in_(ids[start : start + AT_ONCE]))
            self._known |= {ticket: at for ticket, at in self._session.execute(part)}

    def is_old(self, record: Record, ticket: int) -> bool:
        """Whether a later state of the ticket is known than this record has."""
        at = _seconds(record)
        return at is not None and at < self._known.get(ticket, at)

    def is_newer(self, record: Record, ticket: int) -> bool:
        """Whether the record says that its source has changed the ticket, or looked at it, since the newest known."""
        at = _seconds(record)
        return at is not None and at > self._known.get(ticket, at)

    def known(self, ticket: int) -> int | None:
        """The moment of the newest record of the ticket that was taken in."""
        return self._known.get(ticket)

    def note(self, record: Record, ticket: int) -> None:
        """The record was taken in, or equals what was known."""
        at = _seconds(record)
        if at is not None and at > self._known.get(ticket, at - 1):
            self._new[ticket] = at

    def write(self) -> None:
        """Keep what was noted, in the transaction of the batch."""
        again = sorted(self._new.keys() & self._known.keys())
        for start in range(0, len(again), AT_ONCE):
            self._session.execute(
                delete(SourceUpdate).where(SourceUpdate.ticket_id.in_(again[start : start + AT_ONCE]))
            )
        insert_rows(self._session, SourceUpdate, [{"ticket_id": ticket, "at": at} for ticket, at in self._new.items()])
        self._known |= self._new
        self._new.clear()


def _seconds(record: Record) -> int | None:
    return None if record.updated_at is None else int(record.updated_at.timestamp())

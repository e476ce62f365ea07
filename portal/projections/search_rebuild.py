"""Every ticket once, for an index that is rebuilt while more tickets come in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..domain.city import City
from ..models import Event, Ticket
from ..search.document import Document
from .search_documents import Documents

_NEWEST = select(select(func.max(Event.seq)).scalar_subquery(), select(func.max(Ticket.id)).scalar_subquery())


@dataclass(slots=True)
class AllTickets:
    """Reads tickets by id, on from where it stopped. ``seq``: the documents are of the log up to here.

    A ticket that changed after its document was made is not read again: ``seq`` then stays before that change, and
    the next feed goes on from there.
    """

    session: Session
    city: City
    seq: int = 0
    ticket: int = 0
    newest_ticket: int = 0
    overtaken: bool = False

    def documents(self) -> Iterator[list[Document]]:
        """Documents of the tickets not read yet, in batches; no transaction stays open between them."""
        seq, self.newest_ticket = self._newest()
        changed = None if self.overtaken else self._changed(seq)
        documents = Documents(self.session, self.city)  # reads the names again: some may have come in with the tickets
        for last, batch in documents.between(self.ticket, self.newest_ticket):
            self.ticket = last
            yield batch
        self.ticket = self.newest_ticket
        self.overtaken = self.overtaken or changed is not None
        if not self.overtaken:
            self.seq = seq
        elif changed is not None:
            self.seq = changed - 1

    def _newest(self) -> tuple[int, int]:
        """The newest event and the newest ticket, in one statement and so of one moment on every database."""
        seq, ticket = self.session.execute(_NEWEST).one()
        self.session.rollback()
        return seq or 0, ticket or 0

    def _changed(self, seq: int) -> int | None:
        """The first event since ``self.seq`` of a ticket that was read before."""
        since = select(func.min(Event.seq)).where(Event.seq > self.seq, Event.seq <= seq)
        first = self.session.execute(since.where(Event.ticket_id <= self.ticket)).scalar()
        self.session.rollback()
        return first

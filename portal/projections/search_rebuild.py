"""Every ticket once, for an index that is built from nothing, while more tickets come in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..domain.city import City
from ..models import Event, Ticket
from ..search.document import Document
from .search_documents import Documents

_FRONT = select(select(func.max(Event.seq)).scalar_subquery(), select(func.max(Ticket.id)).scalar_subquery())


@dataclass(slots=True)
class AllTickets:
    """Reads on from the ticket where it stopped. ``seq``: what it gave has seen the log up to here.

    A ticket that changed after it was given is not given again: ``seq`` then stays before that change, and the feed
    takes it up from there.
    """

    session: Session
    city: City
    seq: int = 0
    ticket: int = 0
    newest_ticket: int = 0
    overtaken: bool = False

    def documents(self) -> Iterator[list[Document]]:
        """The tickets that are there now and were not given yet, in batches; no transaction stays open between them."""
        seq, self.newest_ticket = self._front()
        changed = None if self.overtaken else self._changed(seq)
        documents = Documents(self.session, self.city)  # made anew: names may have come in with the tickets
        for last, batch in documents.between(self.ticket, self.newest_ticket):
            self.ticket = last
            yield batch
        self.ticket = self.newest_ticket
        self.overtaken = self.overtaken or changed is not None
        if not self.overtaken:
            self.seq = seq
        elif changed is not None:
            self.seq = changed - 1

    def _front(self) -> tuple[int, int]:
        """Newest event and newest ticket in one statement, so that one knows of the other on every database."""
        seq, ticket = self.session.execute(_FRONT).one()
        self.session.rollback()
        return seq or 0, ticket or 0

    def _changed(self, seq: int) -> int | None:
        """The first event of a ticket that was given before."""
        since = select(func.min(Event.seq)).where(Event.seq > self.seq, Event.seq <= seq)
        first = self.session.execute(since.where(Event.ticket_id <= self.ticket)).scalar()
        self.session.rollback()
        return first

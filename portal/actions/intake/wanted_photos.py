"""The addresses of photos that records name: each is wanted once, and fetched by the worker."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.attachment import EACH_EVENT
from ...domain.record import PhotoAddress
from ...models import WantedPhoto
from ..bulk import insert_rows
from ..ticket_rows import Row

REMOTE = ("http://", "https://")


class WantedPhotos:
    """What the records of one batch name, until it is written."""

    def __init__(self, now: int) -> None:
        self._now = now
        self._named: dict[int, dict[str, PhotoAddress]] = {}

    def note(self, ticket_id: int, addresses: Sequence[PhotoAddress]) -> None:
        for named in addresses[:EACH_EVENT]:
            self._named.setdefault(ticket_id, {}).setdefault(named.address, named)

    def write(self, session: Session) -> None:
        """Insert those that are new; an address that was wanted before is not wanted again, whatever came of it."""
        if not self._named:
            return
        known = select(WantedPhoto.ticket_id, WantedPhoto.address).where(WantedPhoto.ticket_id.in_(self._named))
        there = {(ticket, address) for ticket, address in session.execute(known)}
        insert_rows(
            session,
            WantedPhoto,
            [
                self._row(ticket, named)
                for ticket, of_ticket in self._named.items()
                for named in of_ticket.values()
                if (ticket, named.address) not in there
            ],
        )
        self._named.clear()

    def _row(self, ticket: int, named: PhotoAddress) -> Row:
        return {
            "ticket_id": ticket,
            "address": named.address,
            "purpose": named.purpose.value,
            "remote": named.address.lower().startswith(REMOTE),
            "due_at": self._now,
            "tries": 0,
            "problem": "",
        }

"""The open tickets of an agency that have waited longest, and for which part of that time it had them itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.as_of import AsOf
from ...domain.custody import CustodyRole
from ...models import Custody
from ..past.longest import held_then
from ..scorecards.page import OldestOpen
from ..sources import Sources


@dataclass(frozen=True, slots=True)
class LongWait:
    """``held``: (from, to) in seconds since the submission, of each stay with the agency as the responsible one."""

    ticket: OldestOpen
    held: tuple[tuple[float, float], ...]

    @property
    def waited(self) -> float:
        return self.ticket.waited.total_seconds()

    @property
    def here(self) -> timedelta:
        """For how long the agency had it, of all that it waited."""
        return timedelta(seconds=sum(end - start for start, end in self.held))


@dataclass(frozen=True, slots=True)
class LongWaits:
    """``hidden``: so many more are among the longest, and hidden from view."""

    waits: tuple[LongWait, ...]
    hidden: int


def long_waits(sources: Sources, agency: int, longest: Sequence[OldestOpen], past: AsOf | None = None) -> LongWaits:
    """Those that have a page, in their order; ``past``: as they had been held by then."""
    shown = [ticket for ticket in longest if ticket.linked]
    ids = [ticket.id for ticket in shown]
    held = held_then(sources, past, agency, ids) if past else _custody(sources.session, agency, ids)
    return LongWaits(
        waits=tuple(LongWait(ticket, _offsets(ticket, held.get(ticket.id, ()))) for ticket in shown),
        hidden=len(longest) - len(shown),
    )


def _custody(session: Session, agency: int, tickets: list[int]) -> dict[int, list[tuple[datetime, datetime | None]]]:
    found: dict[int, list[tuple[datetime, datetime | None]]] = defaultdict(list)
    if tickets:
        rows = session.execute(
            select(Custody.ticket_id, Custody.agency_id, Custody.from_at, Custody.to_at)
            .where(
                Custody.ticket_id.in_(tickets),
                Custody.role.in_((CustodyRole.RESPONSIBLE.value, CustodyRole.WAITING.value)),
            )
            .order_by(Custody.ticket_id, Custody.from_at, Custody.id)
        )
        for row in rows:
            if row.agency_id == agency:  # asked of SQLite, it looked through all that the agency ever had
                found[row.ticket_id].append((row.from_at, row.to_at))
    return found


def _offsets(ticket: OldestOpen, held: Sequence[tuple[datetime, datetime | None]]) -> tuple[tuple[float, float], ...]:
    """As far as the ticket is known."""
    ends = [(start, min(end or ticket.until, ticket.until)) for start, end in held]
    since = ticket.submitted_at
    return tuple(((start - since).total_seconds(), (end - since).total_seconds()) for start, end in ends if start < end)

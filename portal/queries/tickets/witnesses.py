"""How many people see a report too, or say that it is still not done, and on which days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import FromClause, Label, func, select
from sqlalchemy.orm import Session

from ...domain.status import Status
from ...domain.visibility import Visibility
from ...domain.witness import WitnessKind, asked
from ...models import Ticket, Witness


@dataclass(frozen=True, slots=True)
class Witnesses:
    """When each of them said so, the first first; ``unsolved``: since the report ended."""

    seen: tuple[datetime, ...] = ()
    unsolved: tuple[datetime, ...] = ()

    def of(self, kind: str) -> tuple[datetime, ...]:
        return self.seen if kind == WitnessKind.SEEN else self.unsolved


NOBODY = Witnesses()


@dataclass(frozen=True, slots=True)
class WitnessedTicket:
    """A report of which people may say something now. ``kind`` None: nothing."""

    id: int
    code: str
    title: str
    kind: WitnessKind | None
    witnesses: Witnesses

    def days(self, kind: str, zone: str) -> dict[date, list[datetime]]:
        """When they said so, by the day in this zone."""
        found: dict[date, list[datetime]] = {}
        for at in self.witnesses.of(kind):
            found.setdefault(at.astimezone(ZoneInfo(zone)).date(), []).append(at)
        return found


def count_of(ticket: FromClause) -> Label[Any]:
    """How many there are, of a ticket of a query: its page is another one when this changes."""
    witness = Witness.__table__
    found = select(func.count()).select_from(witness).where(witness.c.ticket_id == ticket.c.id)
    return found.correlate(ticket).scalar_subquery().label("witnesses")


def witnesses_of(session: Session, ticket_id: int, ended_at: datetime | None) -> Witnesses:
    rows = select(Witness.kind, Witness.said_at).where(Witness.ticket_id == ticket_id)
    found = session.execute(rows.order_by(Witness.said_at, Witness.id)).all()
    seen = tuple(row.said_at for row in found if row.kind == WitnessKind.SEEN)
    unsolved = [row.said_at for row in found if row.kind == WitnessKind.UNSOLVED]
    return Witnesses(seen, tuple(at for at in unsolved if ended_at is None or at >= ended_at))


def witnessed_ticket(session: Session, code: str, now: datetime) -> WitnessedTicket | None:
    """None for a code that the public does not see whole."""
    row = session.execute(
        select(Ticket.id, Ticket.title, Ticket.status, Ticket.visibility, Ticket.ended_at).where(
            Ticket.code == code, Ticket.visibility == Visibility.FULL.value
        )
    ).first()
    if row is None:
        return None
    kind = asked(Visibility(row.visibility), Status(row.status), row.ended_at, now)
    return WitnessedTicket(row.id, code, row.title, kind, witnesses_of(session, row.id, row.ended_at))

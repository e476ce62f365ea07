"""In whose hands a ticket was and for how long: spells read off its states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .status import OPEN
from .transitions import TicketState


@dataclass(slots=True)
class CustodyPeriod:
    """A stretch of time with one agency; ``end`` None while the ticket is open there."""

    agency: int
    start: datetime
    end: datetime | None = None


def follow(spells: list[CustodyPeriod], state: TicketState, at: datetime) -> None:
    """Carry ``spells`` on to ``state``, reached at ``at``: close the last one, open a new one, or neither.

    A ticket that has ended is in nobody's hands: waiting is charged only while it is open.
    """
    last = spells[-1] if spells and spells[-1].end is None else None
    if state.status not in OPEN:
        if last:
            last.end = at
    elif last is None or last.agency != state.holder:
        if last:
            last.end = at
        spells.append(CustodyPeriod(state.holder, at))

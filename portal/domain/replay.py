"""What a series of happenings leads to: each status on the way, the state at the end, and whose hands it was in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .custody import CustodyPeriod, follow
from .event import EventDraft
from .status import Refused, Status
from .transitions import TicketState, advance, received


@dataclass(frozen=True, slots=True)
class Replay:
    """What a series of happenings leads to: the status after each, the state after the last, the spells of custody."""

    statuses: list[Status]
    state: TicketState
    spells: list[CustodyPeriod]


def replay(happenings: Sequence[EventDraft], validator: int | None) -> Replay:
    """Fold happenings, in order of time. Raises Refused."""
    first = happenings[0]
    state = received(first)
    course = Replay([state.status], state, [])
    follow(course.spells, state, first.at)
    last = first.at
    for happening in happenings[1:]:
        if happening.at < last:
            raise Refused("out_of_order", kind=happening.kind.value)
        last = happening.at
        advance(state, happening, validator=validator)
        course.statuses.append(state.status)
        follow(course.spells, state, last)
    return course

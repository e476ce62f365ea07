"""Replays a ticket's events: the one fold from a log to status, state and custody."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from . import custody
from .custody import CustodyPeriod
from .event import EventDraft, TicketFact
from .status import Refused, Status
from .transitions import TicketState, advance, received


@dataclass(frozen=True, slots=True)
class Replay:
    """The status after each event, the state after the last, and the periods of custody in order of time."""

    statuses: list[Status]
    state: TicketState
    custody: list[CustodyPeriod[int]]


def opening(drafts: Sequence[EventDraft]) -> EventDraft:
    """How a ticket came in. A source that tells the outcome later has told it of all the time before."""
    first = drafts[0]
    if first.untold and any(TicketFact.OUTCOME in draft.changed for draft in drafts):
        return replace(first, untold=False)
    return first


def replay(drafts: Sequence[EventDraft], validator: int | None, taken_back: Collection[int] = ()) -> Replay:
    """Fold all events of a ticket, in order of time, the first of them RECEIVED.

    ``validator``: see transitions.advance. ``taken_back``: places of events that their source has taken back since;
    they change nothing. Raises Refused when the rules forbid one, or when one is earlier than the
    one before it.
    """
    first = opening(drafts)
    state = received(first)
    found = Replay([state.status], state, [])
    custody.extend(found.custody, custody.change(None, state.custodian, first.at))
    last = first.at
    for place, draft in enumerate(drafts[1:], start=1):
        if draft.at < last:
            raise Refused("out_of_order", kind=draft.kind.value)
        last, before = draft.at, state.custodian
        if place not in taken_back:
            advance(state, draft, validator=validator)
        found.statuses.append(state.status)
        custody.extend(found.custody, custody.change(before, state.custodian, last))
    return found

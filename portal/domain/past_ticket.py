"""A ticket as it stood at a past moment, by the events that were known then: the log folded anew up to there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from .as_of import AsOf
from .custody import CustodyPeriod
from .event import EventDraft, Kind
from .replay import opening, replay
from .source_log import LogEntry, standing, taken_back
from .status import Refused
from .transitions import TicketState, acted_at_desk

Numbered = tuple[int, EventDraft]


@dataclass(frozen=True, slots=True)
class PastTicket:
    """State and custody as of then; ``desk_at``: when an agency had last acted on it in this portal."""

    state: TicketState
    custody: list[CustodyPeriod[int]]
    desk_at: datetime | None


def past_ticket(
    log: Sequence[Numbered], as_of: AsOf, validator: int | None, *, moderated: bool = False
) -> PastTicket | None:
    """The ticket as of then by its log, in order of time; None: it was not there yet, or not public.

    ``moderated``: it was published by an event, as reports of a form are that somebody looks at before.

    Corrections count by when they were known, not by when they happened: what a source takes back it has never said.
    Where ``as_of.seq`` lies inside of one change, so that the events up to it contradict each other, the newest of
    them are left out until they do not.
    """
    known = [entry for entry in log if entry[0] <= as_of.seq]
    published = (d for _, d in known if d.kind is Kind.VISIBILITY_CHANGED and d.at <= as_of.at)
    if moderated and not any(published):
        return None
    while known and known[0][1].kind is Kind.RECEIVED and known[0][1].at <= as_of.at:
        try:
            return _folded(known, as_of.at, validator)
        except Refused:
            newest = max(seq for seq, _ in known)
            known = [entry for entry in known if entry[0] != newest]
    return None


def _folded(known: Sequence[Numbered], at: datetime, validator: int | None) -> PastTicket:
    stands = [LogEntry(seq, draft) for seq, draft in standing(known)]
    gone = taken_back(stands)
    stands[0] = LogEntry(stands[0].seq, opening([entry.draft for entry in stands]))
    past = [entry for entry in stands if entry.draft.at <= at]
    found = replay([entry.draft for entry in past], validator, {place for place in gone if place < len(past)})
    state = replace(found.state, duplicate_of=_stays(found.state, past))
    return PastTicket(state, found.custody, acted_at_desk(entry.draft for entry in past))


def _stays(state: TicketState, past: Sequence[LogEntry]) -> int | None:
    """What a duplicate was merged into, or was led to since because that one was merged itself."""
    if state.duplicate_of is None:
        return None
    merged = max(e.seq or 0 for e in past if e.draft.kind is Kind.MERGED and e.draft.at == state.ended_at)
    later = [
        (e.seq or 0, e.draft.other_ticket)
        for e in past
        if e.draft.kind is Kind.CORRECTED and e.draft.other_ticket is not None and (e.seq or 0) > merged
    ]
    return max(later)[1] if later else state.duplicate_of

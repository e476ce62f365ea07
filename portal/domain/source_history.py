"""The events of a ticket if its source had told it in order, and what a log lacks of them because it was not.

A log is only added to. When an older telling comes after a newer one, the events that no longer hold are overtaken by
corrections that name them (TicketFact.ORDER), and those that are missing are added at their own time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from .event import EventDraft, Kind, TicketFact
from .privacy import public_text
from .replay import replay
from .retelling import Telling, retell
from .source_log import LogEntry, in_order, taken_back
from .status import Refused, Status
from .visible_text import visible_text


@dataclass(frozen=True, slots=True)
class Told:
    """One telling, and a mark of each fact of the ticket in it: equal marks, equal facts."""

    telling: Telling
    facts: Mapping[TicketFact, Sequence[str]]


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """An event as the log has it or should have it, with the status after it; ``seq`` negative: not yet written."""

    seq: int
    draft: EventDraft
    status: Status


@dataclass(frozen=True, slots=True)
class Difference:
    """What is to be added to a log: ``gone`` are overtaken, ``first`` is who received the ticket (None: as it is said),
    ``missing`` are new; one of these that corrects another of them names its negative ``seq``."""

    gone: list[HistoryEvent]
    first: int | None
    missing: list[HistoryEvent]

    def __bool__(self) -> bool:
        return bool(self.gone or self.missing or self.first is not None)


def history(tellings: Sequence[Told], validator: int | None) -> list[HistoryEvent]:
    """The events that tellings write when they come in this order. One that is refused then says nothing."""
    first, *later = tellings
    known: list[HistoryEvent] = []
    _add(known, [], first.telling.drafts, first.telling, validator)
    facts = first.facts
    for told in later:
        log = [LogEntry(event.seq, event.draft) for event in known]
        log.sort(key=lambda entry: entry.draft.at)
        try:
            drafts = retell(log, told.telling, validator)
            changed = tuple(fact for fact in told.facts if facts.get(fact) != told.facts.get(fact))
            if changed:
                at = max(told.telling.now, log[-1].draft.at)
                drafts = [*drafts, EventDraft(kind=Kind.CORRECTED, at=at, changed=changed)]
            _add(known, log, drafts, told.telling, validator)
        except Refused:
            continue
        facts = told.facts
    return sorted(known, key=lambda event: event.draft.at)


def _add(
    known: list[HistoryEvent],
    log: list[LogEntry],
    drafts: Sequence[EventDraft],
    telling: Telling,
    validator: int | None,
) -> None:
    """Add what one telling writes, as it is stored. Numbers count from 1. Raises Refused, and adds nothing."""
    entries = in_order(log, [_stored(draft, telling) for draft in drafts])
    statuses = replay([entry.draft for entry in entries], validator, taken_back(entries)).statuses
    new = [(entry, status) for entry, status in zip(entries, statuses, strict=True) if entry.seq is None]
    known += [HistoryEvent(len(known) + place, entry.draft, status) for place, (entry, status) in enumerate(new, 1)]


def _stored(draft: EventDraft, telling: Telling) -> EventDraft:
    text = public_text(draft.text, telling.official) if draft.public else visible_text(draft.text)
    return replace(draft, text=text, at=draft.at.replace(microsecond=0))


def difference(log: Sequence[HistoryEvent], wanted: Sequence[HistoryEvent]) -> Difference:
    """What leads from the standing events of a log to the wanted ones, both in order of time.

    Events of one second stand in the order in which they were written: from the first that differs all are anew.
    """
    if log[0].draft.untold != wanted[0].draft.untold:
        raise ValueError("whether the outcome is told is not a question of order")
    numbers = {wanted[0].seq: log[0].seq}
    first = None if log[0].draft.agency == wanted[0].draft.agency else wanted[0].draft.agency
    gone: list[HistoryEvent] = []
    missing: list[HistoryEvent] = []
    stored, due = _by_time(log[1:]), _by_time(wanted[1:])
    for at in sorted(stored.keys() | due.keys()):
        its, ours = due.get(at, []), stored.get(at, [])
        same = 0
        while same < min(len(its), len(ours)) and _equal(ours[same], its[same], numbers):
            numbers[its[same].seq] = ours[same].seq
            same += 1
        gone += ours[same:]
        for event in its[same:]:
            numbers[event.seq] = -event.seq
            corrects = event.draft.corrects
            draft = event.draft if corrects is None else replace(event.draft, corrects=numbers[corrects])
            missing.append(HistoryEvent(-event.seq, draft, event.status))
    return Difference(gone, first, missing)


def _by_time(events: Sequence[HistoryEvent]) -> dict[datetime, list[HistoryEvent]]:
    return {at: list(some) for at, some in groupby(events, key=lambda event: event.draft.at)}


def _equal(stored: HistoryEvent, wanted: HistoryEvent, numbers: Mapping[int, int]) -> bool:
    corrects = wanted.draft.corrects
    draft = wanted.draft if corrects is None else replace(wanted.draft, corrects=numbers[corrects])
    return stored.status is wanted.status and replace(stored.draft, untold=False) == replace(draft, untold=False)

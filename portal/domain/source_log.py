"""A ticket's log as its source has told it: its events in order, what it took back, which steps a telling repeats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .event import EventDraft, Kind, TicketFact
from .replay import replay
from .source_view import ENDS, REOPENINGS
from .transitions import ASSIGNMENTS

#: What decides who is responsible and whether the ticket has ended.
DECISIVE = ASSIGNMENTS | ENDS | REOPENINGS
#: A correction that names one of these takes back, or overtakes, the event that it corrects.
TAKES_BACK = frozenset({TicketFact.END, TicketFact.STEPS, TicketFact.ORDER})
#: What is no step of a record.
_NO_STEP = frozenset({Kind.RECEIVED, Kind.CORRECTED, Kind.REDACTED, Kind.VISIBILITY_CHANGED})


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An event of a ticket with its number in the log; ``seq`` None: not yet written."""

    seq: int | None
    draft: EventDraft


@dataclass(frozen=True, slots=True)
class StepMatch:
    """Which steps of a telling the log has already, which it has not, and which of its own the telling lacks."""

    known: list[tuple[LogEntry, EventDraft]]
    fresh: list[EventDraft]
    missing: list[LogEntry]


def in_order(log: Sequence[LogEntry], new: Iterable[EventDraft]) -> list[LogEntry]:
    """All events in order of time; of the same second the new ones last."""
    return sorted([*log, *(LogEntry(None, draft) for draft in new)], key=lambda entry: entry.draft.at)


def taken_back(entries: Sequence[LogEntry]) -> frozenset[int]:
    """Places of the events that their source has taken back."""
    meant = {
        entry.draft.corrects
        for entry in entries
        if entry.draft.kind is Kind.CORRECTED and TAKES_BACK & set(entry.draft.changed)
    } - {None}
    if not meant:
        return frozenset()
    return frozenset(place for place, entry in enumerate(entries) if place and entry.seq in meant)


def overtaken(drafts: Iterable[EventDraft]) -> dict[int, EventDraft]:
    """The events that a late telling has overtaken, each with the correction that says so."""
    return {
        draft.corrects: draft for draft in drafts if draft.corrects is not None and TicketFact.ORDER in draft.changed
    }


def standing(log: Sequence[tuple[int, EventDraft]]) -> list[tuple[int, EventDraft]]:
    """A log without what late tellings have overtaken, and without the corrections that say so."""
    late = overtaken(draft for _, draft in log)
    if not late:
        return list(log)
    first, *others = as_received(log)
    return [first, *(one for one in others if one[0] not in late and TicketFact.ORDER not in one[1].changed)]


def as_received(log: Sequence[tuple[int, EventDraft]]) -> list[tuple[int, EventDraft]]:
    """A log whose first event names who received the ticket by all that was told of it."""
    late = overtaken(draft for _, draft in log)
    if not log or log[0][0] not in late:
        return list(log)
    seq, first = log[0]
    return [(seq, replace(first, agency=late[seq].to_agency)), *log[1:]]


def replay_log(entries: Sequence[LogEntry], validator: int | None) -> object:
    """Replay entries in order of time. Raises Refused."""
    return replay([entry.draft for entry in entries], validator, taken_back(entries))


def own_entries(log: Sequence[LogEntry]) -> list[LogEntry]:
    """The events that no officer made and that the source has not taken back."""
    gone = taken_back(log)
    return [entry for place, entry in enumerate(log) if entry.draft.officer is None and place not in gone]


def compare(own: Sequence[LogEntry], steps: Sequence[EventDraft]) -> StepMatch:
    """A step is known when an event has its kind and its second; of several the last ones are meant."""
    wanted = Counter(_key(step) for step in steps)
    found: dict[tuple[Kind, int], list[LogEntry]] = {}
    for entry in own:
        if entry.draft.kind not in _NO_STEP:
            found.setdefault(_key(entry.draft), []).append(entry)
    missing = [entry for entries in found.values() for entry in entries if not wanted[_key(entry.draft)]]
    last = {key: entries[-wanted[key] :] for key, entries in found.items() if wanted[key]}
    match = StepMatch([], [], [entry for entry in missing if entry.draft.kind not in DECISIVE])
    for step in steps:
        entries = last.get(_key(step))
        if entries:
            match.known.append((entries.pop(0), step))
        else:
            match.fresh.append(step)
    return match


def _key(draft: EventDraft) -> tuple[Kind, int]:
    return draft.kind, int(draft.at.timestamp())

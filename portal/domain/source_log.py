"""A ticket's log as its source has told it: its events in order, what it took back, which steps a telling repeats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .event import EventDraft, Kind, TicketFact
from .replay import replay
from .source_view import ENDS, REOPENINGS
from .transitions import ASSIGNMENTS

#: What decides who is responsible and whether the ticket has ended.
DECISIVE = ASSIGNMENTS | ENDS | REOPENINGS
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
        if entry.draft.kind is Kind.CORRECTED and {TicketFact.END, TicketFact.STEPS} & set(entry.draft.changed)
    } - {None}
    return frozenset(place for place, entry in enumerate(entries) if entry.seq in meant) if meant else frozenset()


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

"""A ticket ends, is reopened, ends again: what a telling says of each such turn against what was told before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import groupby

from .event import EventDraft
from .source_log import LogEntry, StepMatch, in_order, taken_back
from .source_view import ENDS, REOPENINGS

_TURNS = ENDS | REOPENINGS


def last_end(drafts: Sequence[EventDraft]) -> EventDraft | None:
    """How the ticket ended in the end; None while it is open."""
    turns = [draft for draft in drafts if draft.kind in _TURNS]
    return turns[-1] if turns and turns[-1].kind in ENDS else None


def new_turns(drafts: Sequence[EventDraft], match: StepMatch) -> list[EventDraft]:
    """The ends and reopenings before the last end that a telling is the first to tell."""
    last = last_end(drafts)
    return [step for step in match.fresh if step.kind in _TURNS and step is not last]


def in_their_order(match: StepMatch, drafts: Sequence[EventDraft], at_work: Collection[datetime]) -> StepMatch:
    """The match, but for turns before which work of the same second is told now: these are to be written anew."""
    last = last_end(drafts)
    turns = [step for _, step in match.known if step.kind in _TURNS and step is not last]
    seconds = {step.at for step in turns if step.kind in ENDS} & set(at_work)
    anew = {id(step) for step in turns if step.at in seconds}
    known = [(entry, step) for entry, step in match.known if id(step) not in anew]
    fresh = anew | {id(step) for step in match.fresh}
    return StepMatch(known, [step for step in drafts if id(step) in fresh], match.missing)


def put_right(
    log: Sequence[LogEntry], own: Sequence[LogEntry], match: StepMatch, new: Sequence[EventDraft]
) -> list[LogEntry]:
    """The source's ends that one of ``new`` takes the place of, and its reopenings likewise.

    Between two reopenings a ticket ends once, and between two ends it is reopened once. So where the telling brings a
    new end or reopening of such a stretch, another that it does not tell was wrong.
    """
    if not new:
        return []
    gone = taken_back(log)
    stands = [entry for place, entry in enumerate(log) if place not in gone and entry.draft.kind in _TURNS]
    told = {entry.seq for entry, _ in match.known}
    wrong = {entry.seq for entry in own} - told
    found = []
    for _, turn in groupby(in_order(stands, new), key=lambda entry: entry.draft.kind in ENDS):
        stretch = list(turn)
        if any(entry.seq is None for entry in stretch):
            found += [entry for entry in stretch if entry.seq in wrong]
    return found


def opens_nothing(entries: Sequence[LogEntry], told: Collection[int | None]) -> list[LogEntry]:
    """Reopenings that nothing ended before them, but for those that the source tells or told now."""
    found, ended = [], False
    for entry in entries:
        if entry.draft.kind in REOPENINGS and not ended and entry.seq is not None and entry.seq not in told:
            found.append(entry)
        ended = entry.draft.kind in ENDS or (ended and entry.draft.kind not in REOPENINGS)
    return found

"""A ticket's life in brief, from submission to its end or to now: what a life strip is drawn from.

Whose hands it was in, when it was due, which days were promised, who answered when, each time it was said to be done,
and each time it was opened again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from .event import Kind
from .promise import unmoved
from .source_log import TAKES_BACK
from .status import OPEN, Status
from .timeline import TimelineEvent, TimelinePeriod


class LifeSign(StrEnum):
    """What a mark on a life strip stands for."""

    WORD = "word"  # an agency told the citizen something
    DONE = "done"  # an agency said that it is done, and the ticket did not end with it
    DISPUTED = "disputed"  # a citizen said that it is not done
    REOPENED = "reopened"  # it was opened again for another reason
    PROMISE = "promise"  # a promised day that is still to come, or before which it ended
    BROKEN = "broken"  # a promised day that passed while it was open


class LifeEvent(NamedTuple):
    """One of the events that a life strip shows; ``promised_at`` of a promise."""

    kind: Kind
    at: datetime
    promised_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LifeMark:
    """Something that happened, or was promised for a day."""

    sign: LifeSign
    at: datetime


@dataclass(frozen=True, slots=True)
class Hands:
    """A time in one agency's hands. ``number``: agencies are counted from 1 in the order of their first turn.
    ``name`` in brief, '' where a drawing has no room for names."""

    number: int
    start: datetime
    end: datetime
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeFacts:
    """When a ticket came in, when it was due, how it stands, and when it ended or up to when it is known.

    ``followed``: of a ticket merged into another, when that one ended or up to when it is known.
    """

    start: datetime
    end: datetime
    due: datetime
    status: Status
    followed: datetime | None = None

    @property
    def open(self) -> bool:
        return self.status in OPEN

    @property
    def last(self) -> datetime:
        """The last moment for which somebody was waited for."""
        return max(self.end, self.followed) if self.followed else self.end

    @property
    def late(self) -> timedelta:
        """How long it was, or is, past its due date; zero while it is not."""
        return max(timedelta(), self.last - self.due)


@dataclass(frozen=True, slots=True, kw_only=True)
class Life(LifeFacts):
    """The same with whose hands it was in, and what happened, both in order of time."""

    hands: tuple[Hands, ...]
    marks: tuple[LifeMark, ...]

    def count(self, sign: LifeSign) -> int:
        return sum(mark.sign is sign for mark in self.marks)


_SIGNS: dict[Kind, LifeSign] = {
    Kind.RESPONDED: LifeSign.WORD,
    Kind.STARTED: LifeSign.WORD,
    Kind.COORDINATION_ANSWERED: LifeSign.WORD,
    Kind.PROMISED: LifeSign.WORD,
    Kind.REPORTER_ASKED: LifeSign.WORD,
    Kind.COMPLETED: LifeSign.DONE,
    Kind.RESOLVED: LifeSign.DONE,
    Kind.REOPENED: LifeSign.REOPENED,
    Kind.DISPUTED: LifeSign.DISPUTED,
}
#: The events that are asked for.
SHOWN = frozenset(_SIGNS)


def life(facts: LifeFacts, hands: Iterable[Hands], events: Iterable[LifeEvent]) -> Life:
    """The life of a ticket; ``hands`` and ``events`` in order of time, the events of SHOWN kinds that still count."""
    held, told = tuple(_joined(hands)), list(events)
    marks = [*_happened(facts, told), *_promised(facts, held, told)]
    return Life(
        start=facts.start,
        end=facts.end,
        due=facts.due,
        status=facts.status,
        followed=facts.followed,
        hands=held,
        marks=tuple(sorted(marks, key=lambda mark: mark.at)),
    )


def life_of_timeline(facts: LifeFacts, periods: Iterable[TimelinePeriod]) -> Life:
    """The life of a ticket whose timeline is known, with the names of agencies."""
    listed = list(periods)
    entries = [entry for period in listed for entry in period.entries if isinstance(entry, TimelineEvent)]
    back = {entry.corrects for entry in entries if entry.kind is Kind.CORRECTED and TAKES_BACK & set(entry.facts)}
    return life(
        facts,
        (Hands(one.number, one.start, one.end, one.agency.brief) for one in listed if one.agency),
        (LifeEvent(e.kind, e.at, e.promised_at) for e in entries if e.kind in SHOWN and e.seq not in back),
    )


def _joined(hands: Iterable[Hands]) -> Iterator[Hands]:
    """Two times in the same hands without a step between them are one: the agency was asked, or checks, itself."""
    before: Hands | None = None
    for one in hands:
        if before and before.number == one.number and before.end == one.start:
            before = Hands(one.number, before.start, one.end, one.name)
            continue
        if before:
            yield before
        before = one
    if before:
        yield before


def _happened(facts: LifeFacts, events: Sequence[LifeEvent]) -> Iterator[LifeMark]:
    for event in events:
        ends = event.kind is Kind.RESOLVED and not facts.open and event.at == facts.end
        if not ends:
            yield LifeMark(_SIGNS[event.kind], event.at)


def _promised(facts: LifeFacts, hands: Sequence[Hands], events: Sequence[LifeEvent]) -> Iterator[LifeMark]:
    """A promise is broken as the timeline says: the day passed while somebody had the ticket."""
    days = [(event.at, event.promised_at) for event in events if event.kind is Kind.PROMISED and event.promised_at]
    for day, _ in unmoved(days):
        broken = day < facts.end and any(one.start <= day < one.end for one in hands)
        yield LifeMark(LifeSign.BROKEN if broken else LifeSign.PROMISE, day)

"""A ticket's timeline as the public reads it: whose hands it was in, what happened, and how long nothing did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import sqrt
from typing import ClassVar

from .event import Kind
from .status import Status

#: A wait shorter than this is drawn but not put into words.
NAMED = timedelta(hours=6)
GAPS = 24  # steps of the scale; GAPS is 144 days and more
HUES = 6


class Passed(StrEnum):
    """A moment in which nobody acted, worked out from the dates."""

    RESPONSE_DUE = "response_due"
    DUE = "due"
    PROMISE = "promise"


class Reason(StrEnum):
    """What a wait is for."""

    START = "start"  # nobody has taken it up yet
    OTHER = "other"  # another agency was asked
    CHECK = "check"  # someone checks whether it is done
    SILENCE = "silence"  # it is being worked on, and nothing is said
    ENDED = "ended"  # it counts as ended; nobody has it


@dataclass(frozen=True, slots=True)
class AgencyRef:
    """An agency as the timeline names it; ``brief`` where it is named again and again."""

    id: int
    slug: str
    name: str
    short: str = ""

    @property
    def brief(self) -> str:
        return self.short or self.name


@dataclass(frozen=True, slots=True)
class Correction:
    """A later text that takes the place of an earlier one; both stay public."""

    seq: int
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEvent:
    """One public event. ``text`` '' may mean that none was written, is not public, or (``redacted``) was taken back."""

    what: ClassVar = "event"
    seq: int
    kind: Kind
    at: datetime
    status: Status
    changed: bool = False  # the status is not what it was before
    agency: AgencyRef | None = None
    to_agency: AgencyRef | None = None
    text: str = ""
    promised_at: datetime | None = None
    other_code: str = ""
    corrects: int | None = None
    corrections: tuple[Correction, ...] = ()
    redacted: Correction | None = None  # the event that took the text back; its text is the reason


@dataclass(frozen=True, slots=True)
class MissedDeadline:
    """A deadline or a promised day went by while the ticket was open."""

    what: ClassVar[str] = "lapse"
    passed: Passed
    at: datetime


@dataclass(frozen=True, slots=True)
class Wait:
    """Time between two steps. ``gap``: its length on the drawn scale, 0 to GAPS; ``running``: it lasts until now."""

    what: ClassVar[str] = "wait"
    start: datetime
    end: datetime
    reason: Reason
    status: Status
    late: bool
    running: bool

    @property
    def span(self) -> timedelta:
        return self.end - self.start

    @property
    def gap(self) -> int:
        """Two steps at one day, growing with the root of the time, so that weeks and minutes share one page."""
        return min(GAPS, round(2 * sqrt(max(0.0, self.span / timedelta(days=1)))))

    @property
    def broken(self) -> bool:
        """Longer than the scale can show."""
        return self.gap >= GAPS

    @property
    def named(self) -> bool:
        return self.reason is not Reason.ENDED and (self.running or self.span >= NAMED)


Entry = TimelineEvent | MissedDeadline | Wait


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePeriod:
    """A stretch of time in one hand, or (``hand`` None) in nobody's because the ticket had ended.

    ``status``: the one it began with.
    """

    hand: AgencyRef | None
    status: Status
    start: datetime
    end: datetime
    running: bool
    hue: int
    entries: tuple[Entry, ...] = ()

    @property
    def span(self) -> timedelta:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class StoredCustody:
    """A spell of custody as it is stored; ``end`` None: still there."""

    hand: AgencyRef
    start: datetime
    end: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """The dates that a ticket's timeline is measured against."""

    response_due: datetime
    due: datetime
    first_response: datetime | None


@dataclass(frozen=True, slots=True)
class TimeShare:
    """How long one agency had the ticket, in all."""

    hand: AgencyRef
    span: timedelta
    hue: int
    running: bool

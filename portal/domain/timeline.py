"""A ticket's timeline as the public reads it: its periods of custody with their events and waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from .attachment import Photo
from .event import Kind, TicketFact
from .status import Status
from .validation import Checked, RefusedFor, Unchecked
from .withdrawal import WithdrawalReason

#: A wait shorter than this is drawn but not put into words.
NAMED = timedelta(hours=6)


class Passed(StrEnum):
    """Which deadline was missed."""

    RESPONSE_DUE = "response_due"
    DUE = "due"
    PROMISE = "promise"


class WaitReason(StrEnum):
    """What a wait is for."""

    START = "start"  # nobody has taken the ticket up yet
    OTHER = "other"  # another agency was asked
    CHECK = "check"  # a validator checks whether it is done
    REPORTER = "reporter"  # the reporter was asked; the agency's clock stands still
    SILENCE = "silence"  # it is being worked on, and nothing is said
    ENDED = "ended"  # the ticket counts as ended; nobody has it


@dataclass(frozen=True, slots=True)
class AgencyRef:
    """An agency as a timeline names it; ``brief`` where it is named again and again."""

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
    reason_kind: WithdrawalReason | None = None  # of a redaction
    agency: AgencyRef | None = None  # who asked for it


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEvent:
    """One public event. ``text`` '' may mean that none was written, is not public, or (``redacted``) was taken back.

    ``facts``: what EventDraft calls ``changed``. ``unnamed``: merged into a report that the source does not name.
    """

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
    unnamed: bool = False
    own: bool = False  # received: the city itself reported it
    delayed: bool = False  # visibility changed: because nobody had looked at it in time
    opened: bool = False  # visibility changed: its reporter lets everybody read what was private
    reason_kind: WithdrawalReason | None = None  # why something was taken from view; to_agency agreed to it
    facts: tuple[TicketFact, ...] = ()
    checked: tuple[Checked, ...] = ()  # what a validator looked at
    refused_for: RefusedFor | None = None
    unchecked: Unchecked | None = None  # why nobody checked what it calls done
    same_words: int = 0  # in how many other answers of its agency the words of a resolution stand
    beside: str = ""  # the digest of the photo that its agency has chosen as before the work
    corrects: int | None = None
    corrections: tuple[Correction, ...] = ()
    photos: tuple[Photo, ...] = ()
    redacted: Correction | None = None  # the event that took the text back; its text is the reason

    @property
    def masked(self) -> bool:
        """Whether it only masked personal data in what it ``corrects`` (None: the report)."""
        return TicketFact.MASKED in self.facts

    @property
    def added(self) -> bool:
        """Whether it is what the reporter says besides."""
        return TicketFact.ADDED in self.facts

    @property
    def blurred(self) -> bool | None:
        """Whether parts of a photo of the event that it ``corrects`` were made unreadable; False: shown again."""
        if TicketFact.BLURRED in self.facts:
            return True
        return False if TicketFact.UNBLURRED in self.facts else None


@dataclass(frozen=True, slots=True)
class MissedDeadline:
    """A deadline or a promised day that passed while the ticket was open."""

    what: ClassVar[str] = "missed"
    passed: Passed
    at: datetime


@dataclass(frozen=True, slots=True)
class Wait:
    """Time without an event; ``running``: it lasts until the last moment that is known; ``late``: it began after the
    ticket's due date."""

    what: ClassVar[str] = "wait"
    start: datetime
    end: datetime
    reason: WaitReason
    status: Status
    late: bool
    running: bool

    @property
    def span(self) -> timedelta:
        return self.end - self.start

    @property
    def named(self) -> bool:
        return self.reason is not WaitReason.ENDED and (self.running or self.span >= NAMED)


Entry = TimelineEvent | MissedDeadline | Wait


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePeriod:
    """A period of custody with its entries; ``agency`` None: in nobody's custody, because the ticket had ended.

    ``status``: the one it began with. ``number``: agencies are counted from 1 in the order in which they first had
    the ticket; 0 for nobody.
    """

    agency: AgencyRef | None
    number: int
    status: Status
    start: datetime
    end: datetime
    running: bool
    entries: tuple[Entry, ...] = ()

    @property
    def span(self) -> timedelta:
        return self.end - self.start

    @property
    def untold(self) -> bool:
        """Whether nobody tells in whose hands the ticket was."""
        return self.agency is None and self.status is Status.TIDAK_DIKETAHUI


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """The dates that a ticket's timeline is measured against."""

    response_due: datetime
    due: datetime
    first_action: datetime | None


@dataclass(frozen=True, slots=True)
class CustodyShare:
    """How long one agency had the ticket, in all; ``number`` as in TimelinePeriod."""

    agency: AgencyRef
    span: timedelta
    number: int
    running: bool

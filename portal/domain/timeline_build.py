"""Builds a ticket's timeline from its events, its custody and its deadlines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from .custody import CustodyPeriod, CustodyRole
from .event import Kind
from .promise import unmoved
from .status import Status
from .timeline import (
    AgencyRef,
    Correction,
    CustodyShare,
    Deadlines,
    Entry,
    MissedDeadline,
    Passed,
    TimelineEvent,
    TimelinePeriod,
    Wait,
    WaitReason,
)
from .transitions import ASSIGNMENTS, ENDS_QUESTION, RETURNS_TO_AGENCY

#: Events that may end a period of custody: they move the ticket, or end it.
ENDS_PERIOD = (
    ASSIGNMENTS
    | RETURNS_TO_AGENCY
    | {
        Kind.COORDINATION_ASKED,
        Kind.COORDINATION_ANSWERED,
        Kind.COMPLETED,
        Kind.REJECTED,
        Kind.MERGED,
        Kind.CLOSED,
        Kind.TIMED_OUT,
    }
)

#: Events in which the agency that has a ticket tells the citizen something.
NEWS = {Kind.RESPONDED, Kind.PROMISED, Kind.REPORTER_ASKED}


def build(
    events: Sequence[TimelineEvent],
    custody: Sequence[CustodyPeriod[AgencyRef]],
    deadlines: Deadlines,
    now: datetime,
) -> tuple[TimelinePeriod, ...]:
    """The periods of a ticket with their entries; ``events`` and ``custody`` in order of time. ``now``: the last moment
    up to which the ticket is known."""
    periods = list(_periods(custody, events, now))
    if not periods:
        return ()
    amended = _amended(events)
    by_period = _by_period(amended, periods)
    missed = tuple(_missed(amended, deadlines, periods, now))
    return tuple(
        replace(period, status=status, entries=tuple(_entries(period, its, missed, deadlines.due, status)))
        for period, its, status in zip(periods, by_period, _statuses_before(by_period), strict=True)
    )


def shares(periods: Sequence[TimelinePeriod]) -> tuple[CustodyShare, ...]:
    """The agencies that had the ticket, longest first."""
    total: dict[AgencyRef, timedelta] = {}
    for period in periods:
        if period.agency:
            total[period.agency] = total.get(period.agency, timedelta()) + period.span
    numbers = {period.agency: period.number for period in periods}
    running = {period.agency for period in periods if period.running}
    found = (CustodyShare(agency, span, numbers[agency], agency in running) for agency, span in total.items())
    return tuple(sorted(found, key=lambda share: (-share.span, share.agency.name)))


def _periods(
    custody: Sequence[CustodyPeriod[AgencyRef]], events: Sequence[TimelineEvent], now: datetime
) -> Iterator[TimelinePeriod]:
    """The periods of custody, and in nobody's custody the time before, between them and until the last event."""
    numbers: dict[AgencyRef, int] = {}
    at = events[0].at if events else None
    for period in _whole(custody):
        number = numbers.setdefault(period.agency, len(numbers) + 1)
        if at is not None and period.start > at:
            yield _empty(None, 0, at, period.start)
        end = period.end if period.end is not None else max(now, period.start)
        yield _empty(period.agency, number, period.start, end, running=period.end is None)
        at = end
    after = [event for event in events if at is not None and event.at > at]
    if at is not None and (not custody or (custody[-1].end is not None and after)):
        yield _empty(None, 0, at, events[-1].at)


def _whole(custody: Sequence[CustodyPeriod[AgencyRef]]) -> Iterator[CustodyPeriod[AgencyRef]]:
    """An agency that asks the reporter has the ticket on and on; the wait within says what it waits for."""
    before: CustodyPeriod[AgencyRef] | None = None
    for period in custody:
        asks = before is not None and CustodyRole.WAITING in (before.role, period.role)
        if before is not None and asks and (before.agency, before.end) == (period.agency, period.start):
            before = replace(before, end=period.end, role=period.role)
            continue
        if before is not None:
            yield before
        before = period
    if before is not None:
        yield before


def _empty(
    agency: AgencyRef | None, number: int, start: datetime, end: datetime, *, running: bool = False
) -> TimelinePeriod:
    """A period before its entries, and with them its first status, are known."""
    return TimelinePeriod(agency=agency, number=number, status=Status.MENUNGGU, start=start, end=end, running=running)


def _amended(events: Sequence[TimelineEvent]) -> list[TimelineEvent]:
    """Events with their corrections and the reason of their redaction."""
    corrections: dict[int, list[Correction]] = {}
    redactions: dict[int, Correction] = {}
    first = events[0].seq if events else 0
    for event in events:
        note = Correction(event.seq, event.at, event.text, event.reason_kind, event.agency)
        if event.kind is Kind.CORRECTED and event.corrects is not None and not event.facts:
            corrections.setdefault(event.corrects, []).append(note)
        elif event.kind is Kind.REDACTED:
            redactions[event.corrects or first] = note
    if not corrections and not redactions:
        return list(events)
    return [
        replace(
            event,
            corrections=tuple(note for note in corrections.get(event.seq, ()) if note.seq not in redactions),
            redacted=redactions.get(event.seq),
        )
        for event in events
    ]


def _by_period(events: Sequence[TimelineEvent], periods: Sequence[TimelinePeriod]) -> list[list[TimelineEvent]]:
    """The events of each period; one that ends a period belongs to the period that it ends."""
    found: list[list[TimelineEvent]] = [[] for _ in periods]
    place, last = 0, len(periods) - 1
    for event in events:
        while place < last and event.at > periods[place].end:
            place += 1
        found[place].append(event)
        if place < last and event.at == periods[place].end and event.kind in ENDS_PERIOD:
            place += 1
    return found


def _statuses_before(by_period: Sequence[Sequence[TimelineEvent]]) -> list[Status]:
    """The status with which each period begins."""
    untold = any(events and events[0].status is Status.TIDAK_DIKETAHUI for events in by_period[:1])
    status, found = Status.TIDAK_DIKETAHUI if untold else Status.MENUNGGU, []
    for events in by_period:
        found.append(status)
        status = events[-1].status if events else status
    return found


def _missed(
    events: Sequence[TimelineEvent], deadlines: Deadlines, periods: Sequence[TimelinePeriod], now: datetime
) -> Iterator[MissedDeadline]:
    """Deadlines and promises that passed while the ticket was in somebody's custody.

    The due date counts also when it passed while the ticket was ended, if the ticket was opened again: its clock
    runs from the first submission.
    """
    acted = deadlines.first_action
    moments = [(Passed.DUE, deadlines.due)]
    if acted is None or acted > deadlines.response_due:
        moments.append((Passed.RESPONSE_DUE, deadlines.response_due))
    promises = [(e.at, e.promised_at) for e in events if e.kind is Kind.PROMISED and e.promised_at]
    moments.extend((Passed.PROMISE, day) for day, _ in unmoved(promises))
    for passed, at in moments:
        place = next((i for i, period in enumerate(periods) if period.start <= at < period.end), None)
        if at >= now or place is None:
            continue
        opened_again = passed is Passed.DUE and any(period.agency for period in periods[place + 1 :])
        if periods[place].agency or opened_again:
            yield MissedDeadline(passed, at)


def _entries(
    period: TimelinePeriod,
    events: Sequence[TimelineEvent],
    missed: Sequence[MissedDeadline],
    due: datetime,
    status: Status,
) -> Iterator[Entry]:
    """A period's events and missed deadlines in order, with the waits between them; ``status``: the one before."""
    at, answered, asks = period.start, False, False

    def wait(end: datetime, *, running: bool = False) -> Wait:
        late = period.agency is not None and at >= due
        reason = WaitReason.REPORTER if asks else _reason(period, status, answered)
        return Wait(at, end, reason, status, late, running)

    its_missed = [deadline for deadline in missed if period.start <= deadline.at < period.end]
    entries: list[TimelineEvent | MissedDeadline] = [*events, *its_missed]
    for entry in sorted(entries, key=_order):
        if entry.at > at:
            yield wait(entry.at)
        yield entry
        at = max(at, entry.at)
        if isinstance(entry, TimelineEvent):
            status, answered = entry.status, answered or entry.kind in NEWS
            asks = entry.kind is Kind.REPORTER_ASKED or (asks and entry.kind not in ENDS_QUESTION)
    if period.end > at and (period.running or period.agency):
        yield wait(period.end, running=period.running)


def _order(entry: TimelineEvent | MissedDeadline) -> tuple[datetime, bool]:
    """A missed deadline comes after what happened in the same second."""
    return entry.at, isinstance(entry, MissedDeadline)


def _reason(period: TimelinePeriod, status: Status, answered: bool) -> WaitReason:
    """``answered``: its agency has said something in this period, so that what is waited for is more of it."""
    if period.agency is None:
        return WaitReason.ENDED
    if status is Status.KOORDINASI:
        return WaitReason.OTHER
    if status is Status.VALIDASI:
        return WaitReason.CHECK
    new = status in (Status.MENUNGGU, Status.DISPOSISI) and not answered
    return WaitReason.START if new else WaitReason.SILENCE

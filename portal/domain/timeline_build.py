"""How a ticket's timeline is put together from its events, its holdings and its dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import zip_longest

from .event import Kind
from .status import Status
from .timeline import (
    HUES,
    AgencyRef,
    Correction,
    Deadlines,
    Entry,
    MissedDeadline,
    Passed,
    Reason,
    StoredCustody,
    TimelineEvent,
    TimelinePeriod,
    TimeShare,
    Wait,
)
from .transitions import GIVES_BACK, HANDS_OVER

#: Events that may carry a ticket from one hand to the next, or out of all hands.
CARRIES = (
    HANDS_OVER
    | GIVES_BACK
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
NEWS = {Kind.RESPONDED, Kind.PROMISED}


def build(
    events: Sequence[TimelineEvent], holdings: Sequence[StoredCustody], deadlines: Deadlines, now: datetime
) -> tuple[TimelinePeriod, ...]:
    """The spells of a ticket with everything in them; ``events`` and ``holdings`` in order of time."""
    stretches = list(_stretches(holdings, events, now))
    if not stretches:
        return ()
    told = _told(events)
    buckets = _distributed(told, stretches)
    lapses = tuple(_lapses(told, deadlines, stretches, now))
    return tuple(
        TimelinePeriod(
            hand=s.hand,
            status=before,
            start=s.start,
            end=s.end,
            running=s.running,
            hue=s.hue,
            entries=tuple(_with_waits(s, bucket, lapses, deadlines.due, before)),
        )
        for s, bucket, before in zip(stretches, buckets, _statuses_before(buckets), strict=True)
    )


def shares(spells: Sequence[TimelinePeriod]) -> tuple[TimeShare, ...]:
    """The agencies that had the ticket, longest first."""
    total: dict[AgencyRef, timedelta] = {}
    for spell in spells:
        if spell.hand:
            total[spell.hand] = total.get(spell.hand, timedelta()) + spell.span
    hues = {spell.hand: spell.hue for spell in spells}
    holders = {spell.hand for spell in spells if spell.running}
    found = (TimeShare(hand, span, hues[hand], hand in holders) for hand, span in total.items())
    return tuple(sorted(found, key=lambda s: (-s.span, s.hand.name)))


@dataclass(slots=True)
class _Period:
    hand: AgencyRef | None
    start: datetime
    end: datetime
    running: bool
    hue: int


def _stretches(holdings: Sequence[StoredCustody], events: Sequence[TimelineEvent], now: datetime) -> Iterator[_Period]:
    """Holdings in order, with the gaps between them (and what came after the last) in nobody's hands."""
    hues: dict[AgencyRef, int] = {}
    at: datetime | None = None
    for holding in holdings:
        hue = hues.setdefault(holding.hand, len(hues) % HUES + 1)
        if at is not None and holding.start > at:
            yield _Period(None, at, holding.start, False, 0)
        end = holding.end if holding.end is not None else max(now, holding.start)
        yield _Period(holding.hand, holding.start, end, holding.end is None, hue)
        at = end
    after = [event for event in events if at is not None and event.at > at]
    if holdings and holdings[-1].end is not None and after and at is not None:
        yield _Period(None, at, after[-1].at, False, 0)


def _told(events: Sequence[TimelineEvent]) -> list[TimelineEvent]:
    """Events with their corrections and the reason of their redaction beside them."""
    corrections: dict[int, list[Correction]] = {}
    redactions: dict[int, Correction] = {}
    first = events[0].seq if events else 0
    for event in events:
        note = Correction(event.seq, event.at, event.text)
        if event.kind is Kind.CORRECTED and event.corrects is not None:
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


def _distributed(events: Sequence[TimelineEvent], stretches: Sequence[_Period]) -> list[list[TimelineEvent]]:
    """Each event in the stretch that it happened in; one that carries the ticket on closes its stretch."""
    buckets: list[list[TimelineEvent]] = [[] for _ in stretches]
    place, last = 0, len(stretches) - 1
    for event in events:
        while place < last and event.at > stretches[place].end:
            place += 1
        buckets[place].append(event)
        if place < last and event.at == stretches[place].end and event.kind in CARRIES:
            place += 1
    return buckets


def _statuses_before(buckets: Sequence[Sequence[TimelineEvent]]) -> list[Status]:
    """The status with which each stretch begins."""
    now, found = Status.MENUNGGU, []
    for bucket in buckets:
        found.append(now)
        now = bucket[-1].status if bucket else now
    return found


def _lapses(
    events: Sequence[TimelineEvent], deadlines: Deadlines, stretches: Sequence[_Period], now: datetime
) -> Iterator[MissedDeadline]:
    """Deadlines and promises that went by while the ticket was in somebody's hands; the last day also while it
    counted as ended, if it was opened again: its clock runs from the first submission."""
    answered = deadlines.first_response
    moments = [(Passed.DUE, deadlines.due)]
    if answered is None or answered > deadlines.response_due:
        moments.append((Passed.RESPONSE_DUE, deadlines.response_due))
    moments.extend((Passed.PROMISE, at) for at in _last_promises(events))
    for passed, at in moments:
        place = next((i for i, s in enumerate(stretches) if s.start <= at < s.end), None)
        if at >= now or place is None:
            continue
        opened_again = passed is Passed.DUE and any(s.hand for s in stretches[place + 1 :])
        if stretches[place].hand or opened_again:
            yield MissedDeadline(passed, at)


def _last_promises(events: Sequence[TimelineEvent]) -> Iterator[datetime]:
    """Promised days that no later promise moved before they came."""
    promises = [e for e in events if e.kind is Kind.PROMISED and e.promised_at]
    for promise, following in zip_longest(promises, promises[1:]):
        if promise.promised_at and (following is None or following.at > promise.promised_at):
            yield promise.promised_at


def _with_waits(
    stretch: _Period, events: Sequence[TimelineEvent], lapses: Sequence[MissedDeadline], due: datetime, status: Status
) -> Iterator[Entry]:
    """A stretch's events and lapses in order, with the waits between them."""
    passed = [lapse for lapse in lapses if stretch.start <= lapse.at < stretch.end]
    at, heard = stretch.start, False
    entries: list[TimelineEvent | MissedDeadline] = [*events, *passed]
    for entry in sorted(entries, key=_order):
        if entry.at > at:
            yield _wait(stretch, at, entry.at, _reason(stretch, status, heard), status, due, running=False)
        yield entry
        at = max(at, entry.at)
        if isinstance(entry, TimelineEvent):
            status, heard = entry.status, heard or entry.kind in NEWS
    if stretch.end > at and (stretch.running or stretch.hand):
        yield _wait(stretch, at, stretch.end, _reason(stretch, status, heard), status, due, running=stretch.running)


def _order(entry: TimelineEvent | MissedDeadline) -> tuple[datetime, bool]:
    """A lapse comes after what happened in its very second."""
    return entry.at, isinstance(entry, MissedDeadline)


def _wait(
    stretch: _Period, start: datetime, end: datetime, reason: Reason, status: Status, due: datetime, *, running: bool
) -> Wait:
    late = stretch.hand is not None and start >= due
    return Wait(start, end, reason, status, late, running)


def _reason(stretch: _Period, status: Status, heard: bool) -> Reason:
    """``heard``: its agency has said something, so that what is waited for is more of it."""
    if stretch.hand is None:
        return Reason.ENDED
    if status is Status.KOORDINASI:
        return Reason.OTHER
    if status is Status.VALIDASI:
        return Reason.CHECK
    return Reason.START if status in (Status.MENUNGGU, Status.DISPOSISI) and not heard else Reason.SILENCE

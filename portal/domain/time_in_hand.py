"""How long each agency was responsible for a ticket and had it, and how that ended: what an agency's own figures are
computed from.

A ticket counts for every agency that was responsible for it and had it for longer than the hand-over limit, all its
periods of custody added up; who passed a misrouted report on within the limit does not have it in its figures. The
clock runs only while the agency has the ticket as the responsible one: not while it asked another or somebody checks.
While it waits for the reporter's answer its target stands still, and how long it had the ticket does not.
It also runs from an end that did not hold until the ticket was opened again. A duplicate's periods count in
the report that stays, so merging stops no clock; where two reports of one agency run side by side, time counts once. A
duplicate of a report that is not known counts for nobody, nor does a report of which nothing more is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from enum import IntEnum
from itertools import pairwise

import numpy as np

from .cohort import DUPLICATE, OPEN, REASONS, UNTOLD
from .column_table import NEVER, ColumnTable, NumberColumn
from .survival import Flags, Whole
from .transitions import Closing

#: Rows of custody that are looked at together, more or less: what is made of them on the way needs room.
AT_ONCE = 2**19
#: Later than any moment, and so the distance at which the times of one group can be told from those of the next.
_FAR = 2**34


class Cause(IntEnum):
    """How an agency's time with a ticket ended; the numbers are those of cumulative_incidence."""

    GOING_ON = 0
    RESOLVED = 1
    PASSED_ON = 2
    REJECTED = 3
    CLOSED = 4  # closed without a fix, or timed out


CAUSES = len(Cause) - 1
_OF_CLOSING = {
    Closing.RESOLVED: Cause.RESOLVED,
    Closing.RESOLVED_AFTER_DISPUTE: Cause.RESOLVED,
    Closing.REJECTED: Cause.REJECTED,
    Closing.CLOSED: Cause.CLOSED,
    Closing.TIMED_OUT: Cause.CLOSED,
    Closing.DUPLICATE: Cause.GOING_ON,  # the clock goes on in the report that stays
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyColumns:
    """Periods of custody in order of ticket and time, one row a period; times in epoch seconds, ``end`` NEVER: it runs.

    ``ticket`` is the row of the ticket in the columns of tickets; ``responsible`` False: asked, or checking;
    ``waiting``: responsible, and the reporter is asked.
    """

    ticket: Whole
    agency: Whole
    start: Whole
    end: Whole
    responsible: Flags
    waiting: Flags

    def take(self, rows: Whole | Flags | slice) -> CustodyColumns:
        """The rows at these places, or those flagged."""
        return CustodyColumns(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})

    def parts(self) -> Iterator[CustodyColumns]:
        """Some rows after the other, never a part of a ticket's."""
        starts = self.ticket.searchsorted(self.ticket[::AT_ONCE]).tolist()
        for start, end in pairwise([*(starts or [0]), len(self.ticket)]):
            yield self.take(slice(start, end))


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketEnds:
    """What is asked of each ticket, one row each: the agency responsible for it, its closing reason (its place in
    cohort.REASONS, or OPEN), the row of the report that it goes on in (its own, if it is no duplicate), the seconds
    that its target gives, and the moment (epoch seconds) up to which it is known."""

    agency: Whole
    closing: Whole
    stays: Whole
    target: Whole
    until: Whole


class TimeInHand(ColumnTable[np.int64]):
    """One row a ticket and agency: when the agency received it, and when it had it last, ``left`` (epoch seconds); for
    how many seconds it had it in all, how that ended (Cause), and within how many seconds from the receipt it should
    have been resolved; for ``waited`` of those that it had it, its reporter was asked, which puts the target off."""

    __slots__ = ()
    ticket = NumberColumn[np.int64]()
    agency = NumberColumn[np.int64]()
    received = NumberColumn[np.int64]()
    held = NumberColumn[np.int64]()
    cause = NumberColumn[np.int64]()
    target = NumberColumn[np.int64]()
    until = NumberColumn[np.int64]()
    waited = NumberColumn[np.int64]()
    left = NumberColumn[np.int64]()

    @property
    def otherwise(self) -> Whole:
        """When those left that ended in another way than by being resolved, in order of time."""
        ended = (self.cause != Cause.GOING_ON) & (self.cause != Cause.RESOLVED)
        return np.sort(self.left[ended])

    @property
    def due(self) -> Flags:
        """Whose target has passed since the receipt; waiting for the reporter puts it off."""
        return np.asarray(self.received + self.target + self.waited <= self.until, dtype=np.bool_)

    @property
    def kept(self) -> Flags:
        """Who resolved it within its target. Passed on after the hand-over limit, rejected or closed is not kept."""
        return np.asarray((self.cause == Cause.RESOLVED) & (self.held - self.waited <= self.target), dtype=np.bool_)


def time_in_hand(custody: CustodyColumns, tickets: TicketEnds, limit: int) -> TimeInHand:
    """Every agency's time with every ticket; ``limit``: seconds within which passing on is nobody's failure."""
    start, end = _clock(custody, tickets.until)
    outcome = tickets.closing[tickets.stays]
    unknown = (outcome == DUPLICATE) | (outcome == UNTOLD)
    counts = custody.responsible & (start <= end) & ~unknown[custody.ticket]
    waits = counts & custody.waiting & (tickets.stays[custody.ticket] == custody.ticket)  # of no duplicate
    waiting = custody.ticket[waits], custody.agency[waits], (end - start)[waits]
    stays, agency = tickets.stays[custody.ticket[counts]], custody.agency[counts]
    start, end = start[counts], end[counts]
    order = np.lexsort((start, agency, stays))
    stays, agency, start, end = stays[order], agency[order], start[order], end[order]
    first = np.flatnonzero(_changes(stays) | _changes(agency))
    if not len(first):
        none = np.empty(0, dtype=np.int64)
        return TimeInHand(**dict.fromkeys(TimeInHand.NAMES, none))
    held = np.add.reduceat(_union(start, end, first), first)
    ticket, whose = stays[first], agency[first]
    cause = np.where(tickets.agency[ticket] == whose, _causes()[tickets.closing[ticket]], Cause.PASSED_ON)
    found = TimeInHand(
        ticket=ticket,
        agency=whose,
        received=start[first],
        held=held,
        cause=np.asarray(cause, dtype=np.int64),
        target=tickets.target[ticket],
        until=tickets.until[ticket],
        waited=_waited((ticket, whose), waiting),
        left=np.maximum.reduceat(end, first),
    )
    return found.take((found.cause != Cause.PASSED_ON) | (found.held > limit))


def _waited(held: tuple[Whole, Whole], waiting: tuple[Whole, Whole, Whole]) -> Whole:
    """For how many seconds the agency of each pair (ticket, agency), in order, waited for answers; ``waiting``: the
    same of each wait, and its length."""
    (ticket, whose), (of, by, lengths) = held, waiting
    step = int(max(whose.max(initial=0), by.max(initial=0))) + 1
    keys, found = ticket * step + whose, np.zeros(len(ticket), dtype=np.int64)
    place = np.minimum(keys.searchsorted(of * step + by), len(keys) - 1)
    known = keys[place] == of * step + by
    np.add.at(found, place[known], lengths[known])
    return found


def _clock(custody: CustodyColumns, until: Whole) -> tuple[Whole, Whole]:
    """Start and end of the clock in each period. A period that begins after a pause, in which the ticket counted as
    ended, has its clock run from that end; what is not known yet is cut off."""
    known = until[custody.ticket]
    start = np.where(custody.start <= known, _since_end(custody), NEVER)
    return start, np.minimum(custody.end, known)


def _since_end(custody: CustodyColumns) -> Whole:
    """When each period began; after a pause, when the one before ended."""
    start, pause = custody.start.copy(), _pauses(custody)
    start[pause] = custody.end[np.flatnonzero(pause) - 1]
    return start


def _pauses(custody: CustodyColumns) -> Flags:
    """Which periods begin after a pause in which the ticket was in nobody's custody: it counted as ended."""
    pause: Flags = np.zeros(len(custody.ticket), dtype=np.bool_)
    pause[1:] = (custody.ticket[1:] == custody.ticket[:-1]) & (custody.start[1:] > custody.end[:-1])
    return pause


def held_through(custody: CustodyColumns) -> CustodyColumns:
    """The same periods as if no end that did not hold had been: the pause after it belongs to who had the ticket next,
    and two periods of one agency with only a pause between them are one."""
    start = _since_end(custody)
    joined = _pauses(custody)
    joined[1:] &= custody.agency[1:] == custody.agency[:-1]
    last = np.append(~joined[1:], True) if len(joined) else joined
    found = custody.take(~joined)
    return replace(found, start=start[~joined], end=custody.end[last])


def _union(start: Whole, end: Whole, first: Whole) -> Whole:
    """How many seconds each interval adds to those before it in its group, which begins at a row of ``first``;
    sorted by start within a group."""
    group = np.zeros(len(start), dtype=np.int64)
    group[first[1:]] = 1
    offset = np.cumsum(group) * _FAR
    covered = np.maximum.accumulate(end + offset)
    before = np.concatenate(([-_FAR], covered[:-1]))
    return np.asarray(np.maximum(end + offset - np.maximum(start + offset, before), 0), dtype=np.int64)


def _changes(values: Whole) -> Flags:
    """At which rows of a sorted column another value begins."""
    found = np.ones(len(values), dtype=np.bool_)
    found[1:] = values[1:] != values[:-1]
    return found


def _causes() -> Whole:
    """The cause by the place of a closing reason; the last place is that of OPEN, -1, the one before of UNTOLD."""
    assert (-1, len(REASONS)) == (OPEN, UNTOLD)
    rest = [int(Cause.GOING_ON)] * 2
    return np.array([int(_OF_CLOSING[reason]) for reason in REASONS] + rest, dtype=np.int64)

"""Tickets as columns of whole numbers: what every figure is computed from."""

from __future__ import annotations

import numpy as np

from .column_table import ColumnTable, NumberColumn
from .survival import Flags, Whole
from .transitions import Closing

#: A closing reason is stored as its place in this order; -1 while the ticket is open. The place after the last one is
#: that of tickets of which their source never says what became.
REASONS: tuple[Closing, ...] = tuple(Closing)
OPEN, UNTOLD = -1, len(REASONS)
REJECTED, DUPLICATE = REASONS.index(Closing.REJECTED), REASONS.index(Closing.DUPLICATE)
CLOSED = REASONS.index(Closing.CLOSED)


class Cohort(ColumnTable[np.int64]):
    """Public tickets (full, stub, hidden) as they stood at the as-of time, one row a ticket.

    Times are epoch seconds, NEVER where it has not happened. ``reporter`` is any number that is equal for the same
    reporter, -1 unknown. ``responses`` counts public answers with a text; ``responded`` is the first of them, ``acted``
    the first public step of an agency of any kind. ``until``: up to when the ticket's state is known, NEVER: to any
    as-of time. ``own``: 1 for what the city reported to itself (domain.channel), else 0. ``since``: when its citizens
    began to wait: the earliest submission of all reports that were merged into it. What was merged into a report that
    had ended before stands for itself, as closed without a fix. ``asked``: of how many of its ends its own reporter was
    asked, ``answered``: how many of them they confirmed or contested. ``stood``: by how many
    seconds questions to its reporter have moved ``due``.
    """

    __slots__ = ()
    ticket = NumberColumn[np.int64]()
    submitted = NumberColumn[np.int64]()
    responded = NumberColumn[np.int64]()
    acted = NumberColumn[np.int64]()
    resolved = NumberColumn[np.int64]()
    ended = NumberColumn[np.int64]()
    response_due = NumberColumn[np.int64]()
    due = NumberColumn[np.int64]()
    stood = NumberColumn[np.int64]()
    closing = NumberColumn[np.int64]()
    reopened = NumberColumn[np.int64]()
    disputed = NumberColumn[np.int64]()
    confirmed = NumberColumn[np.int64]()
    responses = NumberColumn[np.int64]()
    until = NumberColumn[np.int64]()
    own = NumberColumn[np.int64]()
    since = NumberColumn[np.int64]()
    asked = NumberColumn[np.int64]()
    answered = NumberColumn[np.int64]()
    reporter = NumberColumn[np.int64]()

    @property
    def by_citizens(self) -> Flags:
        """Which tickets are compared: all but those that the city reported to itself."""
        return np.asarray(self.own == 0, dtype=np.bool_)

    @property
    def counted(self) -> Flags:
        """Which tickets count in durations: all but the rejected, the duplicates, and those of unknown outcome."""
        left_out = (self.closing == REJECTED) | (self.closing == DUPLICATE) | self.untold
        return ~np.asarray(left_out, dtype=np.bool_)

    @property
    def open(self) -> Flags:
        return np.asarray(self.closing == OPEN, dtype=np.bool_)

    @property
    def untold(self) -> Flags:
        """Of which their source never says what became."""
        return np.asarray(self.closing == UNTOLD, dtype=np.bool_)

    def seen(self, as_of: int) -> Whole:
        """Up to when each ticket is known, looked at from ``as_of``."""
        return np.minimum(self.until, as_of)

"""Tickets as columns of whole numbers: what every figure is computed from."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from .survival import Flags, Whole
from .transitions import Closing

#: Stands in a time column for what has not happened; later than every time.
NEVER = 2**62
#: A closing reason is stored as its place in this order; -1 while the ticket is open.
REASONS: tuple[Closing, ...] = tuple(Closing)
OPEN = -1
REJECTED, DUPLICATE = REASONS.index(Closing.REJECTED), REASONS.index(Closing.DUPLICATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """Public tickets (full, stub, hidden) as they stood at the as-of time, one row a ticket.

    Times are epoch seconds, NEVER where it has not happened. ``reporter`` is any number that is equal for the same
    reporter, -1 unknown. ``responses`` counts public answers with a text; ``responded`` is the first of them, ``acted``
    the first public step of an agency of any kind.
    """

    ticket: Whole
    submitted: Whole
    responded: Whole
    acted: Whole
    resolved: Whole
    ended: Whole
    response_due: Whole
    due: Whole
    closing: Whole
    reopened: Whole
    disputed: Whole
    confirmed: Whole
    responses: Whole
    reporter: Whole

    def __len__(self) -> int:
        return len(self.ticket)

    def take(self, rows: Whole | Flags | slice) -> Cohort:
        """The rows at these places, or those flagged."""
        return Cohort(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})

    @property
    def counted(self) -> Flags:
        """Which tickets count in durations: all but the rejected and the duplicates."""
        rejected, duplicate = self.closing == REJECTED, self.closing == DUPLICATE
        return ~(np.asarray(rejected, dtype=np.bool_) | np.asarray(duplicate, dtype=np.bool_))

    @property
    def open(self) -> Flags:
        return np.asarray(self.closing == OPEN, dtype=np.bool_)

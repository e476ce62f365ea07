"""How agencies check what another says is done: how long a check takes, how it ends, and whether it holds.

A check runs from the moment that a ticket lies with the checking agency until it is agreed or refused, whoever does so.
One that ended in any other way (the ticket was taken up again, passed on or closed) was never made, and waits on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .column_table import NEVER
from .figure import Figure, wilson
from .survival import Flags, Whole
from .time_to_event import aged
from .waiting import Oldest, Waits, median_wait, oldest_open

#: Days between which the ages of open checks are counted.
AGES = (1, 3, 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks(Waits):
    """One row a check. ``work``: the agency whose work it is. ``agreed``: it ended so; answered and not agreed:
    refused. ``disputed``: when a citizen said that what it agreed to is not done, NEVER: nobody did."""

    agency: Whole
    work: Whole
    agreed: Flags
    disputed: Whole

    def seen(self, until: Whole) -> dict[str, Any]:
        return {
            "agreed": self.agreed & (self.end <= until),
            "disputed": np.where(self.disputed <= until, self.disputed, NEVER),
        }


def disputes_of_checks(ticket: Whole, start: Whole, end: Whole, disputes: tuple[Whole, Whole]) -> Whole:
    """When what each check has agreed to was first disputed: after its end, before the ticket's next check began.

    The checks in order of ticket and start; ``disputes``: (ticket, when), in the same order.
    """
    last = np.append(ticket[1:] != ticket[:-1], True) if len(ticket) else np.empty(0, dtype=np.bool_)
    until = np.where(last, NEVER, np.append(start[1:], NEVER))
    found = np.full(len(ticket), NEVER, dtype=np.int64)
    disputed, when = disputes
    firsts, ends = np.searchsorted(ticket, disputed), np.searchsorted(ticket, disputed, side="right")
    for at, first, behind in zip(when.tolist(), firsts.tolist(), ends.tolist(), strict=True):
        for place in range(first, behind):
            if end[place] <= at <= until[place] and at < found[place]:
                found[place] = at
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFigures:
    """Of ``n`` checks: ``open`` wait still, ``done`` were made, of which ``refused``, and ``unmade`` ended without.

    ``median`` seconds until it is made; ``refused_share`` of those that were made; ``disputed`` of the agreed ones.
    ``ages``: open ones by AGES, and older.
    """

    n: int
    open: int
    done: int
    refused: int
    unmade: int
    median: Figure
    refused_share: Figure
    disputed: Figure
    ages: tuple[int, ...]
    oldest: Oldest | None


def check_figures(of: Checks) -> CheckFigures:
    """The figures of checks as they stood at a moment (``Checks.at``)."""
    waiting, done, agreed = (int(np.count_nonzero(flags)) for flags in (of.open, of.answered, of.agreed))
    return CheckFigures(
        n=len(of),
        open=waiting,
        done=done,
        refused=done - agreed,
        unmade=len(of) - waiting - done,
        median=median_wait(of),
        refused_share=wilson(done - agreed, done),
        disputed=wilson(int(np.count_nonzero(of.agreed & (of.disputed != NEVER))), agreed),
        ages=aged(of.waited[of.open], AGES),
        oldest=oldest_open(of),
    )

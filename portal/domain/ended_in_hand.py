"""What became of the ends for which an agency was responsible: which did not hold, what citizens said of them, which
came without a word.

They stay with who was responsible when it happened, whoever has the ticket now, and whatever ends it later: so passing
a disputed ticket on, or rejecting it, moves no dispute.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TypedDict

import numpy as np

from .cohort import Cohort
from .column_table import ColumnTable, NumberColumn
from .figure import Figure, wilson
from .survival import Flags, Whole, distinct
from .time_in_hand import CustodyColumns

#: Further apart than any two moments, so that those of one ticket can be told from those of the next.
_FAR = 2**34


class EndVerdict(IntEnum):
    """What was said of an end."""

    REOPENED = 0
    DISPUTED = 1  # a citizen: it is not done; this opens the ticket again as well
    CONFIRMED = 2  # a citizen: it is done
    ASKED = 3  # nothing yet: this end is one that its own reporter was asked about
    ANSWERED = 4  # at such an end: the reporter confirmed or contested it later


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictColumns:
    """One row a verdict; ``ticket``: its row in the columns of tickets, ``at``: epoch seconds."""

    ticket: Whole
    at: Whole
    verdict: Whole


class EndFlags(ColumnTable[np.bool_]):
    """What is so of each row of EndedInHand. ``over``: the ticket is ended, or lies with another agency by now;
    ``silent``: over without any answer in words until then."""

    __slots__ = ()
    reopened = NumberColumn[np.bool_]()
    disputed = NumberColumn[np.bool_]()
    confirmed = NumberColumn[np.bool_]()
    asked = NumberColumn[np.bool_]()
    answered = NumberColumn[np.bool_]()
    over = NumberColumn[np.bool_]()
    silent = NumberColumn[np.bool_]()


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedInHand:
    """One row a ticket and an agency that was responsible when it ended."""

    ticket: Whole
    agency: Whole
    flags: EndFlags

    def __len__(self) -> int:
        return len(self.ticket)

    def take(self, rows: Whole | Flags | slice) -> EndedInHand:
        """The rows at these places, or those flagged."""
        return EndedInHand(ticket=self.ticket[rows], agency=self.agency[rows], flags=self.flags.take(rows))


class EndShares(TypedDict):
    """The figures of a Scorecard about whether its ends held and were explained."""

    reopened: Figure
    disputed: Figure
    confirmed: Figure
    asked: Figure
    answered: Figure
    silent: Figure


def end_shares(of: EndFlags) -> EndShares:
    n = len(of)
    return EndShares(
        reopened=wilson(int(np.count_nonzero(of.reopened)), n),
        disputed=wilson(int(np.count_nonzero(of.disputed)), n),
        confirmed=wilson(int(np.count_nonzero(of.confirmed)), n),
        asked=wilson(int(np.count_nonzero(of.asked)), n),
        answered=wilson(int(np.count_nonzero(of.answered)), int(np.count_nonzero(of.asked))),
        silent=wilson(int(np.count_nonzero(of.silent)), int(np.count_nonzero(of.over))),
    )


def ended_in_hand(cohort: Cohort, agency: Whole, custody: CustodyColumns, verdicts: VerdictColumns) -> EndedInHand:
    """``agency``: who is responsible for each ticket now. An end that was asked about is counted where it is one."""
    whose, known = responsible_at(custody, verdicts.ticket, verdicts.at)
    of_end = verdicts.verdict >= EndVerdict.ASKED
    asked, known = known & of_end, known & ~of_end
    verdict, at, ticket = verdicts.verdict[known], verdicts.at[known], verdicts.ticket[known]
    ended = cohort.counted & ~cohort.open
    rows, step = np.flatnonzero(ended), int(max(agency.max(initial=0), whose.max(initial=0))) + 1
    then = ticket * step + whose[known]
    keys, _ = distinct(np.sort(np.concatenate((rows * step + agency[rows], then))))  # a tenth of what np.unique takes
    place, (of, by) = keys.searchsorted(then), np.divmod(keys, step)
    at_end, about = verdicts.ticket[asked] * step + whose[asked], verdicts.verdict[asked]
    last = np.zeros(len(keys), dtype=np.int64)
    np.maximum.at(last, place, at)
    still = agency[of] == by
    now = still & ended[of]
    mute = np.where(now, cohort.responses[of] == 0, cohort.responded[of] > last)
    flags = EndFlags(
        reopened=_any(len(keys), place[verdict != EndVerdict.CONFIRMED]),
        disputed=_any(len(keys), place[verdict == EndVerdict.DISPUTED]),
        confirmed=_any(len(keys), place[verdict == EndVerdict.CONFIRMED]),
        asked=np.isin(keys, at_end),
        answered=np.isin(keys, at_end[about == EndVerdict.ANSWERED]),
        over=now | ~still,
        silent=(now | ~still) & mute,
    )
    return EndedInHand(ticket=of, agency=by, flags=flags)


def responsible_at(custody: CustodyColumns, ticket: Whole, at: Whole) -> tuple[Whole, Flags]:
    """Who was responsible for each of these tickets before that moment, and of which that is known.

    What is handed on in the second in which it is opened again, was ended by who had it before; where all happened
    within one second, by who had it first.
    """
    rows = np.flatnonzero(custody.responsible)
    if not len(rows):
        return np.zeros(len(ticket), dtype=np.int64), np.zeros(len(ticket), dtype=np.bool_)
    owner, keys = custody.ticket[rows], custody.ticket[rows] * _FAR + custody.start[rows]
    before = keys.searchsorted(ticket * _FAR + at) - 1
    first = owner.searchsorted(ticket)
    place = np.minimum(np.maximum(before, first), len(rows) - 1)
    return custody.agency[rows][place], np.asarray(owner[place] == ticket, dtype=np.bool_)


def _any(size: int, places: Whole) -> Flags:
    found = np.zeros(size, dtype=np.bool_)
    found[places] = True
    return found

"""Which work that an agency calls done is checked, where the checkers cannot see all of it.

The lot of a ticket's n-th completion is a keyed hash of both: nobody without the portal's secret can foresee it, and
nothing that an office does (waiting, sending again, other words) can change it.
"""

from __future__ import annotations

from collections.abc import Sequence

from .event import Kind
from .transitions import TicketState

#: After these somebody has reason to doubt: what is called done next is always checked.
DOUBTS = frozenset({Kind.VALIDATION_REFUSED, Kind.REOPENED, Kind.DISPUTED})
COMPLETIONS = frozenset({Kind.COMPLETED, Kind.RESOLVED})
_WHOLE = 2**64


def always_checked(state: TicketState, before: Sequence[Kind]) -> bool:
    """Whether no lot decides. ``before``: the kinds of the ticket's events so far."""
    return bool(state.reopened or state.disputed) or not DOUBTS.isdisjoint(before)


def ordinal(before: Sequence[Kind]) -> int:
    """The how many-th completion of the ticket the next one is, from 1 on."""
    return 1 + sum(kind in COMPLETIONS for kind in before)


def drawn(lot: bytes, share: float) -> bool:
    """Whether ``lot``, a keyed hash, falls on it where ``share`` (0 to 1) of all are to be checked."""
    return int.from_bytes(lot[:8], "big") < share * _WHOLE

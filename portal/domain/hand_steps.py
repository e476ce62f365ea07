"""An estimate as a hand writes it down: one line for each time at which a wait ended, from the first to the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HandStep:
    """``seconds``: when waits ended; ``at_risk``: how many had gone on until then; ``own`` of them ended by the cause
    that is counted, ``others`` by another; ``before``: the share that had ended by no cause before; ``share``: of all,
    ended by the counted cause until then."""

    seconds: int
    at_risk: int
    own: int
    others: int
    before: float
    share: float


def hand_steps(waits: Sequence[tuple[int, int]]) -> tuple[HandStep, ...]:
    """The steps of Aalen and Johansen's estimate. ``waits``: (seconds, cause), cause 1 is counted, 0 goes on.

    Where nothing ends by another cause, the share is 1 minus Kaplan and Meier's.
    """
    found: list[HandStep] = []
    still, share = 1.0, 0.0
    for seconds in sorted({wait for wait, cause in waits if cause}):
        at_risk = sum(wait >= seconds for wait, _ in waits)
        ends = [cause for wait, cause in waits if cause and wait == seconds]
        own = ends.count(1)
        before = still
        share += before * own / at_risk
        still *= 1 - len(ends) / at_risk
        found.append(HandStep(seconds, at_risk, own, len(ends) - own, before, share))
    return tuple(found)

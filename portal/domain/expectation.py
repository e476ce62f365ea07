"""What to expect of a report that waits already: how long those took that had waited for as long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .cohort import Cohort
from .figure import ENOUGH, Figure, Why
from .survival import curve, quantile
from .time_to_event import DAY, watched_for, young

#: Days after which it is said; the last one that a report has waited for is meant.
WAITED = (0, 1, 3, 7, 14, 30, 60, 90, 180, 365)


@dataclass(frozen=True, slots=True)
class Expectation:
    """``more``: after ``waited`` seconds without a resolution, the seconds until half were resolved, with its interval
    and the number of reports; NOT_REACHED where fewer than half were."""

    waited: int
    more: Figure


def expectations(cohort: Cohort, as_of: int) -> Iterator[Expectation]:
    """Of a cohort that is compared, by how long its reports had waited; as far as enough had waited for so long.

    The Kaplan-Meier estimate of those at risk at that time, which is the whole curve's after it, on condition of having
    come so far. What was closed without a fix stays among the waiting, as in every figure (domain.time_to_event).
    """
    cohort = cohort.take(cohort.counted)
    seen = cohort.seen(as_of)
    resolved = cohort.resolved <= seen
    waits = np.where(resolved, cohort.resolved, seen) - cohort.since
    for days in WAITED:
        still = waits >= days * DAY
        if int(np.count_nonzero(still)) < ENOUGH:
            return
        more = quantile(curve(waits[still] - days * DAY, resolved[still]), 0.5)
        more = young(more, watched_for(cohort.since[still] + days * DAY, seen[still]))
        if more.why in (Why.SHOWN, Why.NOT_REACHED):
            yield Expectation(days * DAY, more)

"""What to expect of a report that has waited: the rest of the curve, on condition of having come so far."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from portal.domain.cohort import OPEN, REASONS, Cohort
from portal.domain.column_table import NEVER
from portal.domain.expectation import WAITED, expectations
from portal.domain.figure import ENOUGH, Why
from portal.domain.time_to_event import DAY
from portal.domain.transitions import Closing

AS_OF = 1_000 * DAY


def cohort(waits: list[float], still: int = 0, **columns: int) -> Cohort:
    """Reports that came in on day 0 and were resolved after so many days; ``still`` more that wait."""
    n = len(waits) + still
    resolved = np.array([*(int(days * DAY) for days in waits), *[NEVER] * still], dtype=np.int64)
    closing = np.array([*[REASONS.index(Closing.RESOLVED)] * len(waits), *[OPEN] * still], dtype=np.int64)
    every = {name: np.full(n, columns.get(name, 0), dtype=np.int64) for name in Cohort.NAMES}
    every |= {"resolved": resolved, "ended": resolved, "closing": closing, "until": np.full(n, NEVER)}
    return Cohort(**every)


def test_half_of_those_that_waited_as_long_is_the_conditional_estimate() -> None:
    dice = np.random.default_rng(7)
    waits = dice.exponential(20, 400).tolist()
    found = {of.waited: of.more for of in expectations(cohort(waits, still=60), AS_OF)}
    durations = np.array([*(int(days * DAY) for days in waits), *[AS_OF] * 60])
    curve = stats.ecdf(stats.CensoredData(durations[:400], right=durations[400:])).sf
    for waited, more in found.items():
        assert more.n == int((durations >= waited).sum()) >= ENOUGH
        if more.value is not None:
            at_start = float(curve.evaluate(waited - 1))
            assert curve.evaluate(waited + more.value) <= at_start / 2 + 1e-9 < curve.evaluate(waited + more.value - 1)
            assert more.low is not None and more.high is not None and more.low <= more.value <= more.high
    assert len(found) >= 7 and found[0].shown


def test_of_too_few_nothing_is_said_and_of_fewer_than_half_that_they_were() -> None:
    days = [of.waited // DAY for of in expectations(cohort([0.5] * 10 + [5.0] * (ENOUGH - 1)), AS_OF)]
    assert days == [0], "after a day 29 are left"
    later = {of.waited // DAY: of.more for of in expectations(cohort([2.0] * 100, still=40), AS_OF)}
    assert later[1].value == DAY and later[3].why is Why.NOT_REACHED and later[3].n == 40
    assert [*later] == [*WAITED]


def test_those_that_nobody_has_watched_yet_say_nothing() -> None:
    young = cohort([0.5] * 5, still=60)
    assert [of.waited // DAY for of in expectations(young, 2 * DAY)] == []


@pytest.mark.parametrize(("reason", "n"), [(Closing.CLOSED, 41), (Closing.REJECTED, 40), (Closing.DUPLICATE, 40)])
def test_what_was_closed_without_a_fix_stays_among_the_waiting(reason: Closing, n: int) -> None:
    whole = cohort([1.0] * 40, still=1)
    whole.closing[-1] = REASONS.index(reason)
    whole.ended[-1] = DAY
    assert next(expectations(whole, AS_OF)).more.n == n

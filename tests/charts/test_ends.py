"""The chart of what became of reports: its shares add up, its labels do not lie over one another."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from portal.charts.ends import HEIGHT, LABEL, EndsChart, ends_chart
from portal.domain.in_hand_figures import in_hand_figures
from portal.domain.period_scorecard import Outcomes
from portal.domain.time_in_hand import Cause, TimeInHand

DAY = 86_400


def chart(*rows: tuple[float, Cause], watched: float = 120) -> EndsChart | None:
    n = len(rows)
    whole = {
        "ticket": list(range(n)),
        "agency": [1] * n,
        "received": [0] * n,
        "held": [int(days * DAY) for days, _ in rows],
        "cause": [int(cause) for _, cause in rows],
        "target": [7 * DAY] * n,
        "until": [int(watched * DAY)] * n,
        "waited": [0] * n,
        "left": [int(days * DAY) for days, _ in rows],
    }
    figures = in_hand_figures(TimeInHand(**{name: np.array(values, dtype=np.int64) for name, values in whole.items()}))
    outcomes = Outcomes(ended=figures.ended, others=figures.others, citizens=figures.resolution)
    return ends_chart(figures.resolution, outcomes, 7 * DAY)


def test_shares_at_the_end_add_up_to_all() -> None:
    found = chart(
        *[(2, Cause.RESOLVED)] * 14,
        *[(3, Cause.PASSED_ON)] * 3,
        (4, Cause.REJECTED),
        (120, Cause.GOING_ON),
        (120, Cause.GOING_ON),
    )
    assert found is not None
    assert {label.cause: label.share for label in found.labels} == {
        Cause.PASSED_ON: pytest.approx(0.15),
        Cause.REJECTED: pytest.approx(0.05),
        Cause.GOING_ON: pytest.approx(0.1),
        Cause.RESOLVED: pytest.approx(0.7),
    }
    assert [cause for cause, _ in found.others] == [Cause.REJECTED, Cause.PASSED_ON]


def test_labels_have_room_also_where_shares_are_small() -> None:
    found = chart(
        *[(1, Cause.PASSED_ON)] * 2, *[(1, Cause.REJECTED)] * 2, *[(1, Cause.CLOSED)] * 2, *[(1, Cause.RESOLVED)] * 94
    )
    assert found is not None
    places = [label.y for label in found.labels]
    assert all(b - a >= LABEL for a, b in pairwise(places))
    assert places[0] >= 0 and places[-1] <= HEIGHT


def test_half_and_target_stand_on_the_curve() -> None:
    found = chart(*[(4, Cause.RESOLVED)] * 6, *[(30, Cause.RESOLVED)] * 4)
    assert found is not None and found.half is not None and found.target is not None
    assert found.half.seconds == 4 * DAY and found.half.y == HEIGHT / 2
    assert found.target.share == pytest.approx(0.6)


def test_what_is_too_young_to_draw_is_not_drawn() -> None:
    assert chart((0.01, Cause.RESOLVED), (0.02, Cause.GOING_ON), watched=0.02) is None
    young = chart(*[(1, Cause.RESOLVED)] * 5, *[(3, Cause.GOING_ON)] * 5, watched=3)
    assert young is not None and young.right < 20 and young.target is None

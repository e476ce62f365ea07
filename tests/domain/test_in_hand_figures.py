"""An agency's own figures beside those of an honest twin: only resolving a report makes them better."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from portal.domain.figure import Figure, Why
from portal.domain.in_hand_figures import InHandFigures, in_hand_figures
from portal.domain.time_in_hand import Cause, TimeInHand
from portal.domain.time_to_event import STEPS

DAY = 86_400
#: (days held, how it ended)
Row = tuple[float, Cause]


def figures(rows: Sequence[Row], watched: float = 120) -> InHandFigures:
    """Of reports received ``watched`` days ago, with targets of seven days."""
    n = len(rows)

    def column(values: Sequence[float]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return np.array([int(value) for value in values], dtype=np.int64)

    return in_hand_figures(
        TimeInHand(
            ticket=column(range(n)),
            agency=column([1] * n),
            received=column([0] * n),
            held=column([days * DAY for days, _ in rows]),
            cause=column([int(cause) for _, cause in rows]),
            target=column([7 * DAY] * n),
            until=column([watched * DAY] * n),
            waited=column([0] * n),
            left=column([days * DAY for days, _ in rows]),
        )
    )


EASY: list[Row] = [(1, Cause.RESOLVED)] * 70
HONEST = figures([*EASY, *[(20, Cause.RESOLVED)] * 30])
GAMED = {
    "leaves the hard ones": figures([*EASY, *[(120, Cause.GOING_ON)] * 30]),
    "passes them on in time": figures([*EASY, *[(6, Cause.PASSED_ON)] * 30]),
    "passes them on late": figures([*EASY, *[(19, Cause.PASSED_ON)] * 30]),
    "rejects them": figures([*EASY, *[(6, Cause.REJECTED)] * 30]),
    "closes them": figures([*EASY, *[(6, Cause.CLOSED)] * 30]),
}


def longer(a: Figure, b: Figure) -> bool:
    """Whether a duration is no better than another; not reached is the worst."""
    return a.why is Why.NOT_REACHED or (a.value is not None and b.value is not None and a.value >= b.value)


@pytest.mark.parametrize("way", GAMED)
def test_no_way_of_gaming_beats_the_honest_twin(way: str) -> None:
    gamed = GAMED[way]
    mine, honest = gamed.resolution, HONEST.resolution
    for share, twin in zip((*mine.within, gamed.on_time), (*honest.within, HONEST.on_time), strict=True):
        assert (share.value or 0) <= (twin.value or 0)
    assert longer(mine.median, honest.median) and longer(mine.p90, honest.p90)


@pytest.mark.parametrize(
    ("way", "cause"),
    [("passes them on late", Cause.PASSED_ON), ("rejects them", Cause.REJECTED), ("closes them", Cause.CLOSED)],
)
def test_the_way_that_was_taken_is_counted(way: str, cause: Cause) -> None:
    assert GAMED[way].ended[cause] == 30 and GAMED[way].ended[Cause.RESOLVED] == 70


def test_curve_shows_every_way_to_end() -> None:
    found = GAMED["rejects them"]
    passed_on, rejected, closed = found.others[-1]
    assert (found.resolution.steps[-1][0], passed_on, rejected, closed) == (0.3, 0.0, 0.3, 0.0)
    assert len(found.others) == len(found.resolution.steps) == sum(second <= 120 * DAY for second in STEPS)


def test_shares_of_a_young_group_are_not_shown() -> None:
    young = figures([(0.5, Cause.RESOLVED), (1, Cause.GOING_ON), (1, Cause.GOING_ON)], watched=1)
    assert [share.why for share in young.resolution.within] == [Why.SHOWN, *[Why.TOO_YOUNG] * 4]
    assert young.resolution.median.why is Why.TOO_YOUNG and young.on_time.why is Why.EMPTY


def test_nothing_in_hand_is_no_figure() -> None:
    none = figures([])
    assert none.resolution.n == 0 and none.resolution.median.why is Why.EMPTY and none.on_time.why is Why.EMPTY

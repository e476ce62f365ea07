"""Long waits on one scale: each as long as it waited, its parts where they were."""

from __future__ import annotations

import pytest

from portal.charts.wait_strips import wait_strips

DAY = 86_400.0


def test_the_longest_fills_the_width_and_the_parts_lie_where_they_were() -> None:
    found = wait_strips([(100 * DAY, [(0, 25 * DAY), (50 * DAY, 100 * DAY)]), (50 * DAY, [])], 7 * DAY)
    assert found is not None
    assert [strip.width for strip in found.strips] == [100, 50]
    assert [list(strip.parts) for strip in found.strips] == [[(0, 25), (50, 50)], []]
    assert found.target == 7


def test_a_part_of_minutes_can_be_seen_and_stays_on_the_strip() -> None:
    found = wait_strips([(100 * DAY, [(100 * DAY - 60, 100 * DAY)])], 7 * DAY)
    assert found is not None
    (left, width) = found.strips[0].parts[0]
    assert width == pytest.approx(0.6) and left + width <= 100


def test_waits_within_the_target_leave_room_for_it() -> None:
    found = wait_strips([(2 * DAY, [(0, 2 * DAY)])], 8 * DAY)
    assert found is not None
    assert (found.target, found.strips[0].width) == (100, 25)
    assert wait_strips([], 8 * DAY) is None

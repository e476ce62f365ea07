"""The timeline's scale and colours."""

from __future__ import annotations

from datetime import timedelta

from portal.charts.timeline import COLOURS, broken, colour, gap


def test_gaps_grow_with_the_root_of_the_time_and_end_where_the_scale_does() -> None:
    assert [gap(timedelta(hours=h)) for h in (0, 1, 6, 24, 4 * 24, 9 * 24)] == [0, 0, 1, 2, 4, 6]
    assert gap(timedelta(days=144)) == gap(timedelta(days=1000)) == 24


def test_a_wait_longer_than_the_scale_is_drawn_broken() -> None:
    assert not broken(timedelta(days=120))
    assert broken(timedelta(days=144))


def test_colours_begin_again_after_the_last() -> None:
    assert [colour(number) for number in range(1, COLOURS + 3)] == [1, 2, 3, 4, 5, 6, 1, 2]

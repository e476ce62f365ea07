"""Shades of a map: few, round, and in the order of their values."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portal.charts.choropleth import STEPS, scale


@given(st.lists(st.floats(0, 1e6), max_size=80))
def test_shades_rise_with_the_values(values: list[float]) -> None:
    found = scale(values)
    shades = [found.shade(value) for value in sorted(values)]
    assert shades == sorted(shades)
    assert all(1 <= shade <= STEPS for shade in shades)
    assert list(found.limits) == sorted(set(found.limits))


def test_the_legend_covers_every_value_once() -> None:
    found = scale([1, 5, 12, 40, 90, 300])
    assert found.ranges[0][1] is None
    assert found.ranges[-1][2] is None
    assert [low for _, low, _ in found.ranges[1:]] == [high for _, _, high in found.ranges[:-1]]


def test_limits_are_round() -> None:
    assert scale([102, 203, 307, 411, 509]).limits == (200, 300, 400, 500)


def test_where_nothing_is_there_is_no_legend() -> None:
    assert scale([0, 0]).ranges == scale([]).ranges == []


@given(st.lists(st.floats(0, 1e6), max_size=80))
def test_a_value_has_the_shade_of_the_class_that_the_legend_gives_it(values: list[float]) -> None:
    found = scale(values)
    for value in values:
        shade = found.shade(value)
        assert [
            step for step, low, high in found.ranges if (low is None or low <= value) and (high is None or value < high)
        ] == ([shade] if found.ranges else [])


def test_equal_values_are_not_told_apart() -> None:
    found = scale([40, 40, 40])
    assert list(found.limits) == [40]
    assert found.shade(40) == found.shade(41)


def test_classes_hold_about_as_many_areas_each() -> None:
    values = [float(n) for n in range(1, 101)]
    shades = [scale(values).shade(value) for value in values]
    assert all(15 <= shades.count(shade) <= 25 for shade in range(1, STEPS + 1))


def test_values_that_lie_close_are_told_apart_all_the_same() -> None:
    """The median waits of 57 kelurahan lie between five and eight days: limits of 5, 6 and 8 would hide that."""
    found = scale([4.8 + 0.05 * n for n in range(57)])
    assert len(found.limits) == STEPS - 1
    assert found.limits[0] == 5.3

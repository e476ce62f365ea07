"""Shades of a map: few, round, and in the order of their values."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portal.charts.choropleth import STEPS, scale


@given(st.lists(st.floats(0, 1e6), max_size=80), st.booleans())
def test_shades_rise_with_the_values(values: list[float], whole: bool) -> None:
    found = scale(values, whole=whole)
    shades = [found.shade(value) for value in sorted(values)]
    assert shades == sorted(shades)
    assert all(1 <= shade <= STEPS for shade in shades)
    assert list(found.limits) == sorted(set(found.limits))


def test_the_legend_covers_every_value_once() -> None:
    found = scale([1, 5, 12, 40, 90, 300], whole=True)
    assert found.ranges[0][1] is None
    assert found.ranges[-1][2] is None
    assert [low for _, low, _ in found.ranges[1:]] == [high for _, _, high in found.ranges[:-1]]


def test_limits_are_round() -> None:
    assert scale([102, 203, 307, 411, 509], whole=True).limits == (200, 300, 400, 500)


def test_where_nothing_is_there_is_no_legend() -> None:
    assert scale([0, 0], whole=True).ranges == scale([]).ranges == []

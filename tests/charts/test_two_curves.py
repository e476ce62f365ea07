"""Two curves in one chart: each keeps its shape, and no name covers the other."""

from __future__ import annotations

from portal.charts.resolution_curve import resolution_curve
from portal.charts.two_curves import APART, two_curves
from tests.domain.test_scorecard import card, done


def test_each_curve_is_drawn_as_alone_and_named_at_its_end() -> None:
    slow = card(*[done(2 * n) for n in range(1, 41)], on_day=200).resolution
    quick = card(*[done(n / 4) for n in range(1, 21)], *[done(60 + n) for n in range(20)], on_day=200).resolution
    found = two_curves(slow, quick)
    assert found is not None
    assert found.curves == (resolution_curve(slow), resolution_curve(quick))
    for (x, _), curve in zip(found.ends, found.curves, strict=True):
        assert x == float(curve.line.rsplit(" ", 1)[-1].split(",")[0])
    (_, one), (_, two) = found.ends
    assert abs(one - two) >= APART - 0.2


def test_too_little_to_draw_is_not_drawn() -> None:
    many = card(*[done(n) for n in range(1, 41)], on_day=200).resolution
    assert two_curves(many, card(on_day=200).resolution) is None
    assert two_curves(card(on_day=200).resolution, many) is None

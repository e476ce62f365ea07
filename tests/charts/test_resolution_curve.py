"""The curve of the resolved: what is drawn stands where its number says."""

from __future__ import annotations

from dataclasses import replace

from portal.charts.resolution_curve import resolution_curve
from portal.domain.time_to_event import STEPS
from tests.domain.test_scorecard import card, done


def test_the_curve_climbs_to_what_the_figures_say() -> None:
    waits = card(*[done(n) for n in range(1, 41)], on_day=200).resolution
    found = resolution_curve(waits, height=100.0)
    assert found is not None
    tops = [float(point.split(",")[1]) for point in found.line.split(" ")]
    assert tops == sorted(tops, reverse=True)
    assert [m.days for m in found.marks] == [1, 3, 7, 30, 90]
    assert [m.y for m in found.marks] == [round(100 - 100 * n / 40, 1) for n in (1, 3, 7, 30, 40)]
    assert len(found.band.split(" ")) == 2 * len(tops)
    assert len(tops) <= len(STEPS)


def test_of_a_short_period_the_published_shares_are_drawn_each_with_its_interval() -> None:
    kept = replace(card(*[done(n) for n in range(1, 41)], on_day=200).resolution, steps=())
    found = resolution_curve(kept, height=100.0)
    assert found is not None
    assert found.band == ""
    assert found.line == " ".join(f"{m.x:g},{m.y:g}" for m in found.marks)
    assert [m.days for m in found.marks] == [1, 3, 7, 30, 90]
    assert all(0 <= m.top <= m.y <= m.bottom <= 100 for m in found.marks)


def test_too_few_tickets_of_a_short_period_are_not_drawn() -> None:
    assert resolution_curve(replace(card(*[done(n) for n in range(1, 30)], on_day=200).resolution, steps=())) is None


def test_nothing_is_drawn_of_no_tickets() -> None:
    assert resolution_curve(card().resolution) is None

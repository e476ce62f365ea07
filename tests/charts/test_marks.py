"""Marks of reports: no report is lost, no two marks lie within a finger of each other, the weightiest is seen."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from portal.charts.circles import pixels
from portal.charts.marks import REACH, ReportSpot, Weight, gathered, moved_aside

SPOTS = st.lists(
    st.builds(
        ReportSpot,
        st.sampled_from(Weight),
        st.uuids().map(str),
        st.floats(-6.26, -6.25),
        st.floats(106.80, 106.81),
        st.just("Lubang"),
        st.just("Pothole"),
    ),
    max_size=40,
)


def spot(weight: Weight, code: str, lon: float = 106.8) -> ReportSpot:
    return ReportSpot(weight, code, -6.25, lon, "Lubang", "Pothole")


@given(SPOTS, st.integers(10, 18))
def test_no_report_is_lost_and_every_mark_can_be_hit(spots: list[ReportSpot], zoom: int) -> None:
    found = gathered(spots, zoom)
    assert sorted(one.code for mark in found for one in mark.spots) == sorted(one.code for one in spots)
    x, y = pixels([mark.first.lat for mark in found], [mark.first.lon for mark in found], zoom)
    for place in range(len(found)):
        for other in range(place):
            assert max(abs(x[place] - x[other]), abs(y[place] - y[other])) >= REACH


@given(SPOTS, st.integers(10, 18))
def test_what_matters_more_leads_and_is_drawn_last(spots: list[ReportSpot], zoom: int) -> None:
    found = gathered(spots, zoom)
    assert [mark.first.weight for mark in found] == sorted((mark.first.weight for mark in found), reverse=True)
    assert all(mark.first.weight == min(one.weight for one in mark.spots) for mark in found)


def test_one_late_among_ended_ones_makes_a_late_mark_without_making_all_late() -> None:
    (mark,) = gathered([spot(Weight.RESOLVED, f"R{n}") for n in range(9)] + [spot(Weight.LATE, "L")], 16)
    assert (mark.first.code, mark.number, len(mark.spots)) == ("L", 1, 10)


def test_a_mark_of_a_rough_place_gives_way_to_those_of_exact_ones() -> None:
    marks = gathered([spot(Weight.OPEN, "A"), spot(Weight.OPEN, "B", 106.81)], 16)
    lat, lon = moved_aside(-6.25, 106.8, marks, 16)
    x, y = pixels([-6.25, lat], [106.8, lon], 16)
    assert REACH <= math.hypot(x[0] - x[1], y[0] - y[1]) < 30
    assert moved_aside(-6.25, 106.9, marks, 16) == (-6.25, 106.9)
    assert moved_aside(-6.25, 106.8, [], 16) == (-6.25, 106.8)

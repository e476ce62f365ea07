"""Names under a strip: all within its width, in few lines, no text over another, no leader through a text."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from portal.charts.strip_labels import LINES, MOST, PlacedLabel, placed_labels

WIDTH = 540.0
labels = st.lists(st.tuples(st.floats(0, 100), st.text("ab ", min_size=1, max_size=30), st.just("")), max_size=MOST)


def extent(of: PlacedLabel) -> tuple[float, float, float]:
    at, long = of.x * WIDTH / 100, 5 + len(of.text) * 6.7
    return at, at - long if of.before else at, at if of.before else at + long


@given(labels)
def test_no_text_meets_another_and_no_leader_crosses_one(asked: list[tuple[float, str, str]]) -> None:
    found = placed_labels(asked, WIDTH)
    assert [(one.x, one.text) for one in found] in ([], [(x, text) for x, text, _ in asked])
    assert all(extent(one)[1] >= 0 and extent(one)[2] <= WIDTH and one.line < LINES for one in found)
    for one, other in combinations(found, 2):
        a, b = extent(one), extent(other)
        if one.line == other.line:
            assert a[2] <= b[1] or b[2] <= a[1]
        upper, lower = (a, b) if one.line < other.line else (b, a)
        assert one.line == other.line or not upper[1] < lower[0] < upper[2]


def test_what_fits_into_one_line_takes_one() -> None:
    found = placed_labels([(10, "batas", ""), (50, "janji", ""), (100, "sekarang", "strong")], WIDTH)
    assert [(one.line, one.before) for one in found] == [(0, False), (0, False), (0, True)]
    outwards = placed_labels([(48, "dinyatakan selesai", ""), (52, "disanggah warga", "")], 320)
    assert [(one.line, one.before) for one in outwards] == [(0, True), (0, False)]


def test_what_does_not_fit_is_left_to_a_list() -> None:
    assert placed_labels([(50, "x" * 60, "")], 320) == ()
    assert placed_labels([(number * 10, "a", "") for number in range(MOST + 1)], WIDTH) == ()
    assert placed_labels([], WIDTH) == ()

"""A line by month: on a scale of its own, broken where nothing is known."""

from __future__ import annotations

from datetime import date

from portal.charts.trend_line import MONTHS, trend_line
from portal.domain.figure import Figure, Why, nothing

NOTHING = nothing(Why.EMPTY, 0)


def months(*values: float | None) -> list[tuple[date, Figure]]:
    return [
        (date(2023 + n // 12, n % 12 + 1, 1), NOTHING if v is None else Figure(v, v - 1, v + 1, 50))
        for n, v in enumerate(values)
    ]


def test_values_lie_between_the_edges_with_their_intervals() -> None:
    found = trend_line(months(10, 20, 30))
    assert found is not None
    assert (found.first.x, found.last.x) == (0, 100)
    assert found.lines == ("0.0,84.5 50.0,50.0 100.0,15.5",)
    assert found.bands[0].split()[0] == "0.0,81.1"  # 11, the upper end of the first
    assert found.bands[0].split()[-1] == "0.0,88.0"  # 9, its lower end


def test_a_month_without_a_figure_breaks_the_line() -> None:
    found = trend_line(months(1, 2, None, 3, None, 4, 5))
    assert found is not None
    assert [len(line.split()) for line in found.lines] == [2, 2]
    assert [point.figure.value for point in found.alone] == [3]
    assert len(found.months) == 7


def test_an_open_interval_has_no_band() -> None:
    values = [(date(2023, n, 1), Figure(float(n), 0.0, None, 9)) for n in (1, 2, 3)]
    found = trend_line(values)
    assert found is not None and found.bands == () and len(found.lines) == 1
    mended = trend_line([*values, *months(*[None] * 3, 4, 5)[3:]])
    assert mended is not None and len(mended.bands) == 1, "the months that have one keep it"


def test_the_newest_twelve_are_drawn_and_two_are_too_few() -> None:
    found = trend_line(months(*range(20)))
    assert found is not None
    assert (len(found.months), found.first.figure.value) == (MONTHS, 8)
    assert trend_line(months(1, 2)) is None
    assert trend_line(months(1, None, None, 2)) is None


def test_equal_values_are_a_level_line_in_the_middle() -> None:
    found = trend_line([(date(2023, n, 1), Figure(5.0, None, None, 9)) for n in (1, 2, 3)])
    assert found is not None
    assert {point.split(",")[1] for point in found.lines[0].split()} == {"50.0"}

"""The finding's chart draws both lines on one scale, shades what is compared, and keeps its names apart."""

from __future__ import annotations

from dataclasses import replace

from portal.charts.late_course import HEIGHT, NAME_APART, late_chart
from portal.domain.weekly_finding import COMPARED, STEPS, LateCount, WeeklyKind
from tests.domain.test_weekly_finding import course, found

CHANGED = found({1: course(60, 0.3, 0.6), 2: course(300, 0.3, 0.3)})


def test_both_sides_of_a_change_are_shaded_and_say_their_share() -> None:
    chart = late_chart(CHANGED, "Penerangan Jalan Umum dan Taman", "Jenis lain")
    assert chart is not None
    assert len(chart.course) == len(chart.rest) == 2 * COMPARED, "what is not known is not drawn"
    assert chart.windows == ((50.0, 50.0), (0.0, 50.0))
    assert [(mean.figure.value, mean.of_rest) for mean in chart.means] == [
        (0.6, False), (0.3, True), (0.3, False), (0.3, True),
    ]  # fmt: skip
    high, low = chart.means[:2]
    assert high.y < low.y and high.text < high.y and low.text > low.y, "no number lies on a line"
    assert all(0 <= point.y <= HEIGHT for point in (*chart.course, *chart.rest))
    assert chart.grid[0] == (0.0, HEIGHT) and chart.grid[-1][1] == 0.0, "the scale begins at nothing"
    assert chart.names[0].lines == ("Penerangan", "Jalan Umum dan")


def test_names_of_lines_that_end_together_do_not_cover_one_another() -> None:
    alike = found({1: course(200, 0.6, 0.35), 2: course(300, 0.35, 0.35)})
    chart = late_chart(alike, "Pohon", "Jenis lain")
    assert chart is not None and len(chart.names) == 2
    assert abs(chart.names[0].y - chart.names[1].y) >= NAME_APART - 0.2


def test_a_week_without_a_finding_draws_the_city_alone() -> None:
    nothing = found({1: course(300, 0.3, 0.3), 2: course(300, 0.3, 0.3)})
    assert nothing.kind is WeeklyKind.NOTHING
    chart = late_chart(nothing, "Semua laporan", "")
    assert chart is not None
    assert (chart.rest, chart.windows, chart.means) == ((), (), ())
    assert [name.lines for name in chart.names] == [("Semua laporan",)]


def test_too_little_to_draw_is_not_drawn() -> None:
    assert late_chart(found({}), "Semua laporan", "") is None
    alone = (LateCount(0, 0),) * (STEPS - 1)
    assert late_chart(replace(CHANGED, course=(*alone, LateCount(9, 40))), "Pohon", "Jenis lain") is None

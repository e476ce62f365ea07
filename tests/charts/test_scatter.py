"""Areas between two figures: placed by their values, and named so that no name covers a point or another name."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.charts.labels import Disc, LabelBox
from portal.charts.scatter import HEIGHT, NARROW, WIDE, Scatter, ScatterArea, ScatterPoint, scatter
from portal.domain.figure import Figure, Why, nothing
from portal.domain.time_to_event import DAY

NAMES = ["Tebet", "Setiabudi", "Mampang Prapatan", "Pasar Minggu", "Kebayoran Lama", "Cilandak", "Kebayoran Baru"]


def area(name: str, rate: float, days: float, **more: bool) -> ScatterArea:
    rated = Figure(rate, rate * 0.9, rate * 1.1, 400)
    waited = Figure(days * DAY, days * 0.9 * DAY, days * 1.2 * DAY, 400)
    return ScatterArea(name, name, rated, waited, **more)


def drawn(areas: list[ScatterArea], rate: float = 8.0, days: float = 3.0) -> Scatter:
    found = scatter(areas, rate, days * DAY)
    assert found is not None
    return found


def box(point: ScatterPoint, width: float) -> LabelBox | None:
    """What the name of a point covers in a plot of that width."""
    name = point.narrow if width == NARROW else point.wide
    if name is None:
        return None
    half = len(point.area.name) * 12 * 0.6 / 2
    x = point.x * width / 100 + name.dx + {"start": half, "end": -half, "middle": 0.0}[name.anchor]
    return LabelBox(x, point.y + name.dy - 4.2, half, 6.6)


def test_more_reports_lie_to_the_right_and_longer_waits_higher() -> None:
    found = drawn([area("A", 4, 5), area("B", 16, 2)])
    a, b = found.points
    assert (a.x < found.rate_x < b.x, a.y < found.wait_y < b.y) == (True, True)
    assert b.x == pytest.approx(4 * a.x, abs=0.05), "from zero, so that twice as far is twice as many"
    for point in found.points:
        assert point.left < point.x < point.right and point.top < point.y < point.bottom
    steps = [days for days, _ in found.up]
    assert len(steps) >= 3 and steps == sorted(steps)
    assert all(0 <= y <= HEIGHT for _, y in found.up) and all(0 <= x <= 100 for _, x in found.across)


def test_who_was_never_half_resolved_is_at_the_upper_edge_and_who_is_unknown_is_named_below() -> None:
    endless = ScatterArea("E", "E", Figure(3, 2, 4, 60), nothing(Why.NOT_REACHED, 60, 9.0 * DAY))
    young = ScatterArea("Y", "Y", Figure(3, 2, 4, 60), nothing(Why.TOO_YOUNG, 60))
    found = drawn([endless, young, area("A", 4, 5), area("B", 9, 3)])
    assert found.points[0].open and found.points[0].y < min(point.y for point in found.points[1:])
    assert found.undrawn == ("Y",)
    assert scatter([young, area("A", 4, 5)], 8, 3 * DAY) is None


@given(st.lists(st.tuples(st.floats(0.05, 30), st.floats(0.2, 60), st.booleans()), min_size=2, max_size=len(NAMES)))
@example([(1.0, 1.0, False), (18.0, 1.0, False), (12.0, 2.0, False), (2.0, 2.0, False), (11.0, 2.0, False)])
def test_no_name_covers_a_point_or_another_name_at_any_width(made: list[tuple[float, float, bool]]) -> None:
    areas = [area(name, *values[:2], notable=values[2]) for name, values in zip(NAMES, made, strict=False)]
    found = drawn(areas)
    for placed, widths in ((NARROW, (NARROW, 300.0, 420.0)), (WIDE, (WIDE, 720.0))):
        for width in widths:
            boxes = [b for p in found.points if (b := _at(p, placed, width))]
            assert not any(a.meets(b) for a, b in combinations(boxes, 2))
            discs = [Disc(point.x * width / 100, point.y, 5) for point in found.points]
            assert not any(b.meets(disc) for b in boxes for disc in discs)
            assert all(b.x - b.across >= -0.01 and b.x + b.across <= width + 0.01 for b in boxes)


def _at(point: ScatterPoint, placed: float, width: float) -> LabelBox | None:
    """A name that was placed for one width, as it lies at another."""
    found = box(point, placed)
    return found and LabelBox(found.x + point.x * (width - placed) / 100, found.y, found.across, found.down)


def test_the_notable_are_named_first_where_there_is_room_for_one() -> None:
    crowd = [area(f"Kelurahan {n:02}", 8 + n / 100, 3 + n / 100) for n in range(30)]
    crowd[17] = area("Jagakarsa", 8.17, 3.17, left_out=True)
    named = [point.area.name for point in drawn(crowd).points if point.narrow]
    assert "Jagakarsa" in named and len(named) < len(crowd)

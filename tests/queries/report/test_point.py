"""A point is told by its area and by the nearest street that reports name."""

from __future__ import annotations

import pytest

from portal.queries.report.point import named_point
from portal.queries.sources import Sources


@pytest.mark.parametrize(
    ("lat", "lon", "area", "street"),
    [
        (-6.302, 106.8235, "Ragunan", "Jalan Ampera Raya"),
        (-6.305, 106.8235, "Ragunan", ""),  # 330 metres from it
        (-6.9, 107.6, None, ""),
    ],
)
def test_a_point_in_words(sources: Sources, lat: float, lon: float, area: str | None, street: str) -> None:
    found = named_point(sources, lat, lon)
    assert (found.stated.area.name if found.stated.area else None, found.street) == (area, street)
    assert found.stated.outside == (area is None)

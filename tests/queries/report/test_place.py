"""A place is an area of the city, by its name or by its point."""

from __future__ import annotations

from portal.domain.report_place import AskedPlace
from portal.queries.report.place import stated_place
from portal.queries.sources import Sources


def test_a_point_names_its_area_and_one_outside_of_the_city_is_left_out(sources: Sources) -> None:
    inside = stated_place(sources, AskedPlace("", "", -6.302, 106.82))
    assert inside.area is not None and inside.area.name == "Ragunan" and inside.asked.area == inside.area.key
    outside = stated_place(sources, AskedPlace("", "Bandung", -6.9, 107.6))
    assert outside.outside and outside.area is None and outside.asked == AskedPlace("", "Bandung")
    assert stated_place(sources, AskedPlace("tidak-ada")).area is None

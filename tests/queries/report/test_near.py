"""What is known already is found by the point, else by the street, else by the area; a stub gives nothing away."""

from __future__ import annotations

from portal.domain.report_place import AskedPlace
from portal.queries.report.near import KnownReports, known_reports
from portal.queries.report.place import areas_to_choose
from portal.queries.sources import Sources
from tests.support.streets import NOW


def ragunan(sources: Sources) -> str:
    return next(area.key for _, areas in areas_to_choose(sources) for area in areas if area.name == "Ragunan")


def places(found: KnownReports) -> list[str]:
    return [one.ticket.place for one in found.reports]


def test_known_reports_are_found_by_what_is_known_of_the_place(sources: Sources) -> None:
    area = ragunan(sources)
    by_point = known_reports(sources, AskedPlace(area, "", -6.302, 106.8215), NOW)
    assert by_point.by == "point" and len(by_point.reports) >= 2
    metres = [one.metres or 0 for one in by_point.reports]
    assert metres == sorted(metres) and metres[-1] <= 700
    for words in ("Jl. Ampera Raya, depan sekolah", "ampera raya no 5"):
        by_street = known_reports(sources, AskedPlace(area, words), NOW)
        assert by_street.by == "street" and set(places(by_street)) == {"Jalan Ampera Raya No. 5"}, words
    by_area = known_reports(sources, AskedPlace(area, "Jalan Tidak Dikenal"), NOW)
    assert by_area.by == "area" and len(by_area.reports) == 4 and not any(one.ticket.stub for one in by_area.reports)

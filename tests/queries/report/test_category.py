"""The category is suggested by the reports that are written like this one."""

from __future__ import annotations

from portal.queries.report.category import categories_to_choose, suggested_category
from portal.queries.sources import Sources
from tests.support.streets import NOW


def test_the_category_is_that_of_reports_that_are_written_like_it(sources: Sources) -> None:
    found = suggested_category(sources, "Ada lubang besar: dekat gerbang (atau pagar) sekolah -- tolong!", NOW)
    assert found is not None and found.name == "Jalan" and found in categories_to_choose(sources)
    assert suggested_category(sources, "zzz qqq", NOW) is None

"""Which street a name or an address means."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.orm import Session

from portal.queries.streets.find import address_parts, slugs, street_row, streets_meant, streets_of_key, streets_seen
from tests.support.lens import sources
from tests.support.streets import street_city


def test_streets_are_found_by_name_by_area_and_all_together(app: Flask, session: Session) -> None:
    street_city(app, session)
    asked = sources(app, session)
    first, second = streets_of_key(asked, "jalan-swadaya")
    assert (first.name, first.reports, first.open) == ("Jalan Swadaya", 4, 4) and second.reports == 3
    assert first.area and first.area != second.area
    assert streets_meant(asked, "Jalan  Swadaya") == [first, second]
    assert streets_meant(asked, second.slug) == [second]
    assert [one.slug for one in streets_meant(asked, "jalan-ampera-raya--lain")] == ["jalan-ampera-raya"]
    assert streets_meant(asked, "jalan-entah") == streets_of_key(asked, "") == []
    assert set(slugs(session)) == {"jalan-ampera-raya", first.slug, second.slug}
    assert street_row(session, "jalan-swadaya") is None and street_row(session, first.slug) is not None
    assert streets_seen(session) > 0
    assert address_parts("Jalan A--Bangka") == ("jalan-a", "--", "Bangka")

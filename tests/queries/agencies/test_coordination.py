"""What an agency was asked and what it asked, as of the moment of its figures."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.city import City
from portal.queries.agencies.coordination import agency_coordination
from tests.support.asked import HOUR, NOW, agency_id, asked_city, sources_of
from tests.support.complaints import MORNING


def test_both_sides_with_the_other_agency(app: Flask, session: Session, city: City) -> None:
    asked_city(session, city)
    sda = agency_id(session, "sudin-sda")
    found = agency_coordination(sources_of(app, session), sda, NOW)
    assert (found.asked.whole.n, found.asking.whole.n, found.any) == (3, 1, True)
    assert [(o.agency.key, o.figures.n) for o in found.asked.others] == [("kelurahan-ragunan", 3)]
    assert [(o.agency.key, o.figures.median.value) for o in found.asking.others] == [("pam-jaya", 24 * HOUR)]
    earlier = agency_coordination(sources_of(app, session), sda, MORNING + timedelta(hours=5))
    assert (earlier.asked.whole.n, earlier.asked.whole.open) == (2, 2)
    assert [band.n for band in earlier.asked.ages] == [2, 0, 0, 0]
    nobody = agency_coordination(sources_of(app, session), agency_id(session, "bpbd"), NOW)
    assert not nobody.any

"""A validator sees how often this office's work was refused before, and how often the city's is."""

from __future__ import annotations

from sqlalchemy.orm import Session

from portal.domain.city import City
from portal.domain.figure import wilson
from portal.domain.validation import RefusedFor
from portal.models import Event
from portal.queries.desk.office_checks import office_checks
from tests.support.checked import checked_city
from tests.support.one_ticket import agency


def test_the_last_checks_of_an_office_stand_beside_those_of_the_city(session: Session, city: City) -> None:
    checked_city(session, city)
    event = session.query(Event).filter_by(kind="validation_refused").one()
    event.refused_for = RefusedFor.NOT_HERE.value
    session.commit()
    found = office_checks(session, agency("kelurahan-ragunan"))
    told = [(check.code[-4:], check.refused, check.why) for check in found.checks]
    assert told == [("0001", False, None), ("0002", True, RefusedFor.NOT_HERE), ("0002", False, None)]
    assert found.share == found.city == wilson(1, 3)
    assert [(check.code[-4:], check.why) for check in found.refused] == [("0002", RefusedFor.NOT_HERE)]
    none = office_checks(session, agency("pam-jaya"))
    assert (none.checks, none.share, none.city) == ((), wilson(0, 0), wilson(1, 3))

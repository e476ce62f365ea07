"""The part of a page that shows figures needs a group's cell only: an area has it as an agency has."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.models import Area
from portal.projections.scorecards import recompute
from portal.queries.scorecards.document import page_document
from portal.queries.scorecards.page import scorecard_page, scorecard_version
from tests.queries.agencies.test_page import NOW, OWN, ZONE, resolved
from tests.support.complaints import complaint
from tests.support.installed import install
from tests.support.lens import RAGUNAN


def test_an_area_has_figures_periods_and_an_oldest_ticket(session: Session, city: City) -> None:
    install(city)
    record_many([*(resolved(n, OWN, 20) for n in range(1, 6)), complaint(9, agency=OWN, title="Lubang lama")], city)
    recompute(session, city, NOW)
    area = session.execute(select(Area.id).where(Area.code == RAGUNAN)).scalar_one()
    found = scorecard_page(session, scorecard_version(session, f"area:{area}"), "2023", ZONE)
    assert found is not None and found.sheet is not None and found.oldest is not None
    assert (found.sheet.card.received, found.oldest.title) == (6, "Lubang lama")
    assert page_document(found, ZoneInfo(ZONE))["period"] == "2023"


def test_a_group_without_tickets_has_a_version_and_no_figures(session: Session, city: City) -> None:
    install(city)
    record_many([complaint(1)], city)
    recompute(session, city, NOW)
    known = scorecard_version(session, "area:99999")
    assert (known.whole, known.longest) == (None, ())
    found = scorecard_page(session, known, "all", ZONE)
    assert found is not None and found.sheet is None and found.city is not None

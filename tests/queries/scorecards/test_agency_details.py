"""Whom agencies passed reports on to and where their reports lie, computed from stored tickets."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.agency_detail import AgencyDetail
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.record import Record
from portal.models import Agency, StoredScorecard, scorecard_json
from portal.projections.scorecards import recompute
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install

NOW = MORNING + timedelta(days=200)
SDA, ROADS = "sudin-sda", "sudin-bina-marga"
HOUR = 3600


def detail(session: Session, slug: str, period: str) -> AgencyDetail | None:
    figures = session.scalar(
        select(StoredScorecard.figures)
        .join(Agency, Agency.id == StoredScorecard.agency_id)
        .where(StoredScorecard.scope == "agency", StoredScorecard.period == period, Agency.slug == slug)
    )
    return scorecard_json.parsed(figures).detail if figures else None


def passed_on(number: int, hours: float) -> Record:
    """A report that was given to the roads after so many hours."""
    given = step(Kind.TRANSFERRED, number + hours, agency=SDA, to_agency=ROADS, text="Jalan kota, bukan saluran.")
    return complaint(number, given, agency=SDA)


def test_both_agencies_of_a_transfer_have_it_in_their_details(session: Session, city: City) -> None:
    install(city)
    record_many([passed_on(1, 30), passed_on(2, 30), passed_on(3, 2), complaint(4, agency=SDA)], city)
    recompute(session, city, NOW)
    ids = {row.slug: row.id for row in session.execute(select(Agency.slug, Agency.id))}
    giver, taker = (detail(session, slug, "2023") for slug in (SDA, ROADS))
    assert giver is not None and taker is not None
    assert [(o.agency, o.n, o.held.value) for o in giver.given.others] == [(ids[ROADS], 3, 30 * HOUR)]
    assert (giver.given.late, giver.taken.n) == (2, 0)
    assert [(o.agency, o.n) for o in taker.taken.others] == [(ids[SDA], 3)]
    # The one that was passed on in time is in the other's hands alone.
    assert [(p.n, p.due, p.kept) for p in giver.places] == [(3, 3, 0)]
    assert [(p.n, p.due) for p in taker.places] == [(3, 3)]


def test_months_have_no_details_and_years_have(session: Session, city: City) -> None:
    install(city)
    record_many([complaint(1, agency=SDA)], city)
    recompute(session, city, NOW)
    assert detail(session, SDA, "2023") is not None and detail(session, SDA, "all") is not None
    assert detail(session, SDA, "2023-03") is None

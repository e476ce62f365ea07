"""Shares of the units month by month: bodies outside the city are not among them."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import OUTSIDE, City
from portal.domain.event import Kind
from portal.models import Agency
from portal.projections.scorecards import recompute
from portal.queries.implementation.months import unit_shares
from tests.support.asked import NOW, PAM, SDA
from tests.support.complaints import complaint, step
from tests.support.installed import install


def test_every_agency_of_the_city_has_its_share(session: Session, city: City) -> None:
    install(city)
    done = [complaint(n, step(Kind.RESOLVED, n + 8, agency=SDA, text="Selesai."), agency=SDA) for n in (1, 2)]
    record_many([*done, complaint(3, agency=PAM)], city)
    recompute(session, city, NOW)
    shares = unit_shares(session, ["2023-03", "2023-04"])
    assert sorted(figure.value or 0.0 for figure in shares["2023-03"]) == [0.0, 1.0]
    assert "2023-04" not in shares
    session.execute(update(Agency).where(Agency.slug == "pam-jaya").values(kind=OUTSIDE))
    assert [figure.value for figure in unit_shares(session, ["all"])["all"]] == [1.0]

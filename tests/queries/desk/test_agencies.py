"""Agencies as an admin keeps them, with the tickets that each has in hand."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.models import Agency
from portal.queries.desk.agencies import PAGE, agency_kinds, kept_agencies, kept_agency
from tests.support.complaints import complaint, step
from tests.support.installed import install


@pytest.fixture(autouse=True)
def installed(session: Session, city: City) -> None:
    install(city)
    done = step(Kind.RESOLVED, 9, agency="pam-jaya", text="Selesai.")
    record_many([complaint(1, agency="pam-jaya"), complaint(2, done, agency="pam-jaya")], city)


def test_open_tickets_are_counted_and_inactive_agencies_come_last(session: Session, city: City) -> None:
    [row] = kept_agencies(session, "PAM jaya").rows
    assert (row.slug, row.open, row.active, row.kept) == ("pam-jaya", 1, True, False)
    session.execute(update(Agency).where(Agency.id == row.id).values(active=False))
    first, last = kept_agencies(session), kept_agencies(session, page=99)
    assert first.pages.total == len(city.agencies) and len(first.rows) == PAGE and last.rows[-1].id == row.id


def test_one_agency_names_what_is_above_it(session: Session) -> None:
    id = session.execute(select(Agency.id).where(Agency.slug == "sudin-bina-marga")).scalar_one()
    row = kept_agency(session, id)
    assert row is not None and row.parent == "dinas-bina-marga" and row.parent_name
    assert kept_agency(session, 9_999) is None
    assert row.kind in agency_kinds(session)

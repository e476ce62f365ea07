"""The document that a reporter takes along holds what is kept, by columns, and tells nobody's words against it."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import clock
from portal.actions import reporting
from portal.domain.city import City
from portal.domain.source_clock import SourceClocks
from portal.models import Reporter, Ticket
from portal.queries.report.kept import kept_document
from portal.queries.report.mine import own_report
from tests.actions.test_reporting import CONTACT, KEEPING, REPORT
from tests.support.installed import install


@pytest.mark.parametrize("contact", [CONTACT, ""])
def test_what_is_kept_of_a_reporter_is_in_it_and_the_link_is_not(session: Session, city: City, contact: str) -> None:
    install(city)
    token = reporting.send(replace(REPORT, private=True, contact=contact), city, KEEPING)
    session.rollback()
    own = own_report(session, token, SourceClocks(clock.now()))
    assert own is not None
    reached = reporting.contact(own.contact, KEEPING.secret)
    found = kept_document(session, own, reached, "https://pantau.example/x", ZoneInfo(city.zone))
    ticket, kept = session.scalars(select(Ticket)).one(), session.scalars(select(Reporter)).one()
    assert found["reporter"]["contact"] == (contact or None) and found["reporter"]["language"] == kept.language
    assert found["reporter"]["counted_by"] == (ticket.reporter.hex() if ticket.reporter else None)
    assert (found["report"]["lat"], found["report"]["visibility"]) == (REPORT.place.lat, "stub")
    assert found["report"]["text"] == REPORT.text and found["photos"] == found["notices"] == []
    assert token not in str(found) and kept.token_hash.hex() not in str(found)

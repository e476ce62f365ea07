"""Of an agency's work, how much a person checked, and how much the lot spared."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.domain.city import City
from portal.domain.figure import wilson
from portal.models import Event
from portal.queries.implementation.checkers import checkers_page
from tests.support.asked import NOW, sources_of, ticket_id
from tests.support.checked import checked_city


@pytest.fixture(autouse=True)
def checked(session: Session, city: City) -> None:
    checked_city(session, city)


def test_what_the_lot_spared_stands_beside_what_was_checked(app: Flask, session: Session) -> None:
    page = checkers_page(sources_of(app, session), "", NOW)
    assert page is not None and (page.work.spared, page.work.whole.n) == (0, 3)
    spared = update(Event).where(Event.ticket_id == ticket_id(session, "4"), Event.kind == "closed")
    session.execute(spared.values(kind="resolved", unchecked="not_drawn"))
    session.commit()
    page = checkers_page(sources_of(app, session), "", NOW)
    assert page is not None and page.work.spared == 1
    (row,) = page.work.rows
    assert (row.agency.key, row.checked) == ("kelurahan-ragunan", wilson(3, 4)) and page.work.whole == row.checked

"""All streets: what is open, where, and that a street nobody may read of is none."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.moderate import change_visibility
from portal.context import portal_of
from portal.domain.visibility import Visibility
from portal.models import Ticket
from portal.queries.streets.index import street_index
from tests.support.lens import sources
from tests.support.streets import street_city


def test_streets_stand_by_what_is_open_and_by_area(app: Flask, session: Session) -> None:
    street_city(app, session)
    found = street_index(sources(app, session))
    assert (found.streets, found.open) == (3, 9)
    assert [(one.name, one.open) for one in found.most] == [
        ("Jalan Swadaya", 4),
        ("Jalan Swadaya", 3),
        ("Jalan Ampera Raya", 2),
    ]
    assert [group.above.name for group in found.groups] == sorted(group.above.name for group in found.groups)
    assert sum(group.open for group in found.groups) == 9
    assert sum(len(group.streets) for group in found.groups) == 3
    for id in session.scalars(select(Ticket.id).where(Ticket.place.contains("Swadaya"))).all():
        change_visibility(id, Visibility.HIDDEN, "Permintaan pengadilan.", Act(portal_of(app).city))
    assert street_index(sources(app, session)).streets == 1

"""A request in one line: of a stub its category, of a hidden ticket a code alone."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.domain.city import City
from portal.models import Ticket
from portal.queries.implementation.coordination import coordination
from portal.queries.implementation.request_lines import request_lines
from portal.queries.versioned_cache import VersionedCache
from tests.support.asked import NOW, asked_city, sources_of


def test_only_what_is_public_is_told(app: Flask, session: Session, city: City) -> None:
    asked_city(session, city)
    session.execute(update(Ticket).where(Ticket.source_id == "1").values(visibility="stub", title="", text=""))
    session.commit()
    found = coordination(session, VersionedCache())[0].at(int(NOW.timestamp()))
    lines = {line.code[-1]: line for line in request_lines(sources_of(app, session), found)}
    assert sorted(lines) == ["1", "2", "3", "4"]
    assert (lines["1"].title, lines["1"].category.name, lines["1"].linked) == ("", "Jalan", True)
    assert lines["2"].title == "Pipa bocor"
    hidden = {x.code[-1]: x for x in request_lines(sources_of(app, session), found, hidden=True)}["5"]
    assert (hidden.title, hidden.linked) == ("", False)

"""What became of the promises of these days: kept, broken, or not due any more; and no private word of any."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.domain.event import Kind
from portal.domain.life import LifeSign
from portal.domain.record import Record
from portal.models import Ticket
from portal.queries.city.clocks import source_clocks
from portal.queries.due_promises import SHOWN, DuePromises, due_promises
from portal.queries.tickets.names import lens_names
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install
from tests.support.lens import SECRET, sources
from tests.support.statements import counted

BY = "Kelurahan Ragunan"
DAY = 24
NOW = MORNING + timedelta(days=20)


def promised(number: int, day: float, *ends: tuple[Kind, float], **facts: object) -> Record:
    """A report that was promised for a day, and what happened on others."""
    promise = step(Kind.PROMISED, number + 1, agency=BY, promised_at=MORNING + timedelta(days=day))
    return complaint(number, promise, *(step(kind, at * DAY, agency=BY, text="Ya.") for kind, at in ends), **facts)


def found(app: Flask, session: Session) -> DuePromises:
    of = sources(app, session)
    return due_promises(session, lens_names(of), source_clocks(session, of.cache, NOW))


def test_promises_of_the_last_seven_days_are_counted_by_what_became_of_them(app: Flask, session: Session) -> None:
    records = [
        promised(1, 15, (Kind.RESOLVED, 14)),
        promised(2, 15, (Kind.RESOLVED, 18)),
        promised(3, 16),
        promised(4, 17, private=True, title=SECRET, text=SECRET, place=SECRET),
        promised(5, 15, (Kind.REJECTED, 14)),
        promised(6, 12),  # longer ago
        promised(7, 21),  # not due yet
        complaint(8),
    ]
    install(portal_of(app).city)
    record_many(records, portal_of(app).city)
    of = found(app, session)
    assert (of.due, of.kept, of.broken) == (5, 1, 3)
    assert [(one.title != "", one.promised_at) for one in of.waiting] == [
        (False, MORNING + timedelta(days=17)),
        (True, MORNING + timedelta(days=16)),
    ]
    assert all(one.life and one.life.count(LifeSign.BROKEN) == 1 for one in of.waiting)
    assert SECRET not in repr(of) and of.waiting[0].area == "Ragunan" and of.waiting[0].holder == "Kel. Ragunan"
    session.query(Ticket).filter(Ticket.title != "").update({"visibility": "hidden", "text": "", "title": ""})
    session.commit()
    assert found(app, session).due == 1, "what is hidden is named nowhere"


@pytest.mark.only_on("sqlite")
def test_few_are_listed_and_only_promises_of_these_days_are_read(app: Flask, session: Session) -> None:
    assert found(app, session) == DuePromises()
    record_many([promised(number, 15 + number / 100) for number in range(1, 10)], portal_of(app).city)
    with counted(session) as statements:
        of = found(app, session)
    assert (of.broken, len(of.waiting)) == (9, SHOWN)
    assert of.waiting[0].code == session.scalars(select(Ticket.code).order_by(Ticket.promised_at.desc())).first()
    plans = [s for s in statements if "ticket.promised_at >" in s]
    assert len(plans) == 2
    for statement in plans:
        values = (1,) * statement.count("?")
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
        assert "ix_ticket_promised_at" in str(plan), plan

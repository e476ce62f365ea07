"""What is hidden since a month was cited is in no month, and counted as hidden; months are those of then: test_lens."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.moderate import change_visibility
from portal.domain.as_of import AsOf
from portal.domain.lens import TicketFilter
from portal.domain.visibility import Visibility
from portal.models import Ticket
from portal.projections.checkpoints import newest
from portal.queries.past.months import past_months
from tests.support.asked import sources_of
from tests.support.compared import QUICK, waits
from tests.support.complaints import MORNING
from tests.support.installed import install

MARCH, APRIL = date(2023, 3, 1), date(2023, 4, 1)


def test_what_is_hidden_since_is_in_no_month(app: Flask, session: Session) -> None:
    read = sources_of(app, session)
    install(read.city)
    record_many([*waits(1, 4, 2, QUICK), *waits(31 * 24, 3, 2, QUICK)], read.city)
    cited = AsOf(MORNING + timedelta(days=60), newest(session))
    before = past_months(read, TicketFilter(), cited)
    assert before.months == ((MARCH, 4, 4), (APRIL, 3, 3)) and before.covered == (MORNING.date(), None)
    gone = session.scalars(select(Ticket.id).order_by(Ticket.id)).first() or 0
    session.rollback()
    change_visibility(gone, Visibility.HIDDEN, "Menyebut nama orang.", Act(read.city))
    after = past_months(read, TicketFilter(), cited)
    assert after.months == ((MARCH, 3, 3), (APRIL, 3, 3)) and after.hidden.total == 1
    nothing = past_months(read, TicketFilter(category=("pohon",), since=APRIL), cited)
    assert (nothing.months, nothing.covered) == ((), (APRIL, None))

"""The figures of a filter are those of a scorecard of the same tickets, and hiding one mends none of them."""

from __future__ import annotations

import numpy as np
import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.domain.channel import ChannelKind
from portal.domain.lens import TicketFilter
from portal.domain.scorecard import scorecard
from portal.models import Channel
from portal.queries.scorecards.columns import read_tickets
from portal.queries.tickets.figures import LensFigures, lenses
from tests.support.compared import NOW, QUICK, slow_and_quick
from tests.support.complaints import MORNING
from tests.support.lens import sources


@pytest.fixture
def reported(app: Flask, session: Session) -> None:
    slow_and_quick(app, session)


def asked(app: Flask, session: Session, **filter: object) -> LensFigures:
    return lenses(sources(app, session), [TicketFilter(**filter)], NOW)[0]  # type: ignore[arg-type]


@pytest.mark.usefixtures("reported")
def test_figures_are_those_of_a_scorecard_of_the_same_tickets(app: Flask, session: Session) -> None:
    tickets = read_tickets(session)
    found = asked(app, session)
    assert found.sheet.card == scorecard(tickets.cohort.take(tickets.cohort.by_citizens), int(NOW.timestamp()))
    names = found.names
    of_category = tickets.cohort.take(tickets.keys.category == names.category["sampah"].id)
    trash = asked(app, session, category=("sampah",))
    assert trash.sheet.card == scorecard(of_category.take(of_category.by_citizens), int(NOW.timestamp()))
    assert trash.sheet.card.resolution.median.value == pytest.approx(20 * 86_400, rel=0.05)
    assert (trash.total, trash.tickets.by_outcome) == (len(of_category), False)
    words = asked(app, session, q="lubang", agency=(QUICK,), since=MORNING.date())
    assert words.sheet.card.counted == words.total == 40
    assert found.moment.seq > 0 and len(found.moment.head) == 64


@pytest.mark.usefixtures("reported")
def test_a_hidden_ticket_counts_wherever_the_filter_may_know_it(app: Flask, session: Session) -> None:
    whole, jalan = asked(app, session), asked(app, session, category=("jalan",))
    assert (whole.tickets.hidden.total, whole.tickets.hidden.whole) == (1, True)
    assert len(whole.tickets.ids) == whole.total + 1 == whole.sheet.card.received + whole.sheet.own
    assert (jalan.tickets.hidden.total, jalan.tickets.hidden.whole) == (1, False)
    assert jalan.total == len(jalan.tickets.ids)
    assert not np.isin(whole.tickets.ids[-1], jalan.tickets.ids)


@pytest.mark.only_on("sqlite")
@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize(
    "filter", [{"status": ("open",)}, {"overdue": True}, {"q": "hari:>30"}, {"q": "lubang pernah:ditolak"}]
)
def test_what_was_chosen_by_its_outcome_is_known_as_such(
    app: Flask, session: Session, filter: dict[str, object]
) -> None:
    assert asked(app, session, **filter).tickets.by_outcome


@pytest.mark.only_on("sqlite")
@pytest.mark.usefixtures("reported")
def test_the_citys_own_reports_and_pages_of_the_list_change_nothing(app: Flask, session: Session) -> None:
    session.execute(update(Channel).where(Channel.slug == "twitter").values(kind=ChannelKind.CITY.value))
    session.commit()
    found, later = asked(app, session), asked(app, session, page=7)
    assert (found.sheet.own, found.sheet.card.received) == (1, len(found.tickets.ids) - 1)
    assert (later.sheet, later.filter) == (found.sheet, found.filter)
    nothing = asked(app, session, q="takadayangbegini")
    assert (nothing.total, nothing.sheet.card.received) == (0, 0)

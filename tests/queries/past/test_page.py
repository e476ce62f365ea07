"""A figure that was cited stays what it was, whatever is told later; without a number all counts that is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.moderate import change_visibility
from portal.actions.sources import hear
from portal.domain.as_of import AsOf
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.source_clock import SpokenSource
from portal.domain.visibility import Visibility
from portal.models import Agency, Ticket
from portal.projections.checkpoints import newest
from portal.queries.past.figures import past_figures
from portal.queries.past.page import PastPage, past_page
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install
from tests.support.lens import sources

NOW = MORNING + timedelta(days=40)
EARLY = MORNING + timedelta(days=20)
OWN = "Kelurahan Ragunan"


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def page(app: Flask, session: Session, as_of: AsOf, period: str = "2023") -> PastPage | None:
    session.rollback()
    agency = session.execute(select(Agency.id).where(Agency.name == OWN)).scalar_one()
    of = sources(app, session)
    figures = past_figures(of, as_of, f"agency:{agency}")
    found = past_page(of, figures, period, agency) if figures else None
    return found and replace(found, scorecard=replace(found.scorecard, periods=()))


def test_a_cited_figure_stays_what_it_was(app: Flask, session: Session, city: City) -> None:
    install(city)
    told = [complaint(n, updated_at=MORNING + timedelta(days=1), source="ekspor") for n in range(1, 6)]
    hear(SpokenSource(name="ekspor", as_of=EARLY))
    record_many([*told, complaint(7)], city)
    cited = AsOf(EARLY, newest(session))
    before = page(app, session, cited)
    assert before is not None and before.scorecard.sheet is not None
    assert before.scorecard.sheet.card.backlog.n == 6 and before.scorecard.oldest is not None

    hear(SpokenSource(name="ekspor", as_of=NOW))
    late = [
        replace(one, steps=(step(Kind.RESOLVED, 50, agency=OWN, text="Beres."),), updated_at=NOW) for one in told[:2]
    ]
    late += [replace(told[2], category="Trotoar", due_at=NOW, updated_at=NOW), complaint(9, source="ekspor")]
    record_many(late, city)
    assert page(app, session, cited) == before

    known = page(app, session, AsOf(EARLY, newest(session)))
    assert known is not None and known.scorecard.sheet is not None
    assert (known.scorecard.sheet.card.received, known.scorecard.sheet.card.backlog.n) == (7, 5)
    assert len(known.categories) == 2


def test_an_office_with_an_area_to_be_judged_by_has_its_categories_alone_below_it(
    app: Flask, session: Session, city: City
) -> None:
    install(city)
    record_many([complaint(n) for n in range(1, 40)], city)  # enough of one area, so that it has figures of its own
    found = page(app, session, AsOf(EARLY, newest(session)))
    assert found is not None and found.scorecard.sheet is not None
    assert [sheet.card.received for sheet in found.categories.values()] == [found.scorecard.sheet.card.received]


def test_what_is_hidden_today_loses_its_words_in_the_past_too(app: Flask, session: Session, city: City) -> None:
    install(city)
    record_many([complaint(1, title="Lubang lama"), complaint(2)], city)
    as_of = AsOf(EARLY, newest(session))
    oldest = session.execute(select(Ticket.id).where(Ticket.source_id == "1")).scalar_one()
    change_visibility(oldest, Visibility.HIDDEN, "Menyebut nama orang.", Act(city))
    found = page(app, session, as_of)
    assert found is not None and found.scorecard.oldest is not None and found.scorecard.sheet is not None
    assert (found.scorecard.oldest.title, found.scorecard.oldest.linked) == ("", False)
    assert found.scorecard.sheet.card.received == 2


def test_before_the_first_report_and_in_no_period_there_is_nothing(app: Flask, session: Session, city: City) -> None:
    install(city)
    record_many([complaint(1)], city)
    assert page(app, session, AsOf(MORNING, 1)) is None
    assert page(app, session, AsOf(EARLY, 1), "2022") is None
    assert page(app, session, AsOf(EARLY, 1), "") is not None

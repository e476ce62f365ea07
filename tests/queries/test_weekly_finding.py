"""The finding of the week is stored with the scorecards, and found again as of a past moment."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.domain.as_of import AsOf
from portal.domain.weekly_finding import WeeklyKind
from portal.projections.scorecards import recompute
from portal.queries.past.figures import past_figures
from portal.queries.weekly_finding import finding_page
from tests.support.lens import sources
from tests.support.weekly import NOW, WEEK, reports, worse_city


def test_what_has_become_late_more_often_is_found_and_stays_what_it_was_as_of_then(
    app: Flask, session: Session
) -> None:
    city = portal_of(app).city
    worse_city(session, city)
    found = finding_page(sources(app, session))
    assert found is not None and found.named is not None
    assert (found.named.key, found.of.kind, found.of.more, found.is_area) == ("pohon", WeeklyKind.CHANGED, True, False)
    assert (found.week, found.last_day) == (WEEK, WEEK - timedelta(seconds=1))
    assert (found.of.now.n, found.of.before.n) == (93, 93)
    assert found.steps[-1] == (WEEK - timedelta(weeks=4), WEEK)
    record_many(reports(2001, "Sampah", 0.2, 1.0), city)
    recompute(session, city, NOW + timedelta(hours=1))
    later = finding_page(sources(app, session))
    assert later is not None and later.of != found.of
    past = past_figures(sources(app, session), AsOf(found.as_of, found.seq))
    assert past is not None
    again = finding_page(sources(app, session), past)
    assert again == found, "a citation"


@pytest.mark.only_on("sqlite")
def test_an_empty_city_has_no_finding_and_a_small_one_says_that_it_has_too_few(app: Flask, session: Session) -> None:
    city = portal_of(app).city
    recompute(session, city, NOW)
    assert finding_page(sources(app, session)) is None
    record_many(reports(1, "Pohon", 0.2, 0.9)[::2], city)
    recompute(session, city, NOW)
    found = finding_page(sources(app, session))
    assert found is not None
    assert (found.of.kind, found.of.comparisons, found.named) == (WeeklyKind.FEW, 0, None)

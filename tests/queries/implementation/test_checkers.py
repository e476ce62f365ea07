"""Everybody who checks, with a link to what waits longest."""

from __future__ import annotations

import numpy as np
import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.domain.checking import Checks
from portal.domain.city import City
from portal.domain.column_table import NEVER
from portal.models import Ticket
from portal.projections.scorecards import recompute
from portal.queries.implementation.checkers import agency_checks, checkers_page
from tests.support.asked import HOUR, NOW, agency_id, sources_of
from tests.support.checked import checked_city


@pytest.fixture(autouse=True)
def checked(session: Session, city: City) -> None:
    checked_city(session, city)


def test_the_agency_that_checks_is_named_with_its_figures(app: Flask, session: Session) -> None:
    page = checkers_page(sources_of(app, session), "", NOW)
    assert page is not None and page.seq > 0
    (row,) = page.rows
    assert row.agency.key == "biro-pemerintahan" and row.oldest == "JK2303060003"
    of = row.figures
    assert (of.n, of.open, of.done, of.refused, of.unmade) == (6, 2, 3, 1, 1)
    assert (of.refused_share.value, of.disputed.value) == (pytest.approx(1 / 3), 0.5)
    assert of.oldest is not None


def test_the_slowest_comes_first_however_many_the_others_check(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    agencies = [agency_id(session, slug) for slug in ("pam-jaya", "sudin-sda", "biro-pemerintahan")]
    agency, took = np.repeat(agencies, [90, 40, 5]), np.repeat([HOUR, 9 * HOUR, 90 * HOUR], [90, 40, 5])
    no, never = np.zeros(len(agency), dtype=np.bool_), np.full(len(agency), NEVER)
    found = Checks(
        ticket=np.arange(len(agency)), agency=agency, work=agency, start=no.astype(int), end=took, source=never * 0 - 1,
        until=never, answered=~no, agreed=~no, hidden=no, disputed=never,
    )  # fmt: skip
    monkeypatch.setattr("portal.queries.implementation.checkers.checks", lambda *_: found)
    page = checkers_page(sources_of(app, session), "", NOW)
    assert page is not None
    assert [row.agency.key for row in page.rows] == ["sudin-sda", "pam-jaya", "biro-pemerintahan"], "too few last"


def test_an_agency_that_never_checked_has_nothing(app: Flask, session: Session) -> None:
    sources = sources_of(app, session)
    assert agency_checks(sources, agency_id(session, "pam-jaya"), NOW) is None
    own = agency_checks(sources, agency_id(session, "biro-pemerintahan"), NOW)
    assert own is not None and own.figures.n == 6


@pytest.mark.only_on("sqlite")
def test_what_is_hidden_counts_and_is_not_linked(app: Flask, session: Session) -> None:
    session.execute(update(Ticket).where(Ticket.source_id == "3").values(visibility="hidden", text="", title=""))
    session.commit()
    page = checkers_page(sources_of(app, session), "", NOW)
    assert page is not None and page.whole.open == 2 and page.whole.oldest is not None
    assert page.rows[0].oldest is None


@pytest.mark.only_on("sqlite")
def test_only_what_began_in_the_period_and_no_other_period(app: Flask, session: Session, city: City) -> None:
    recompute(session, city, NOW)
    sources = sources_of(app, session)
    march = checkers_page(sources, "2023-03", NOW)
    assert march is not None and march.whole.n == 6
    assert checkers_page(sources, "2019", NOW) is None

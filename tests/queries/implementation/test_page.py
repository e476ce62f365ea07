"""The six dimensions: each from the stored figures, and unknown where there is nothing to count."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.implementation import Dimension
from portal.domain.record import Record
from portal.models import AuditEntry
from portal.projections.scorecards import recompute
from portal.queries.implementation.page import ImplementationPage, has_figures, implementation_page
from tests.support.asked import NOW, asked_city, sources_of
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install
from tests.support.one_ticket import actor, agency

MONTH = 31 * 24


def page(app: Flask, session: Session, period: str = "all") -> ImplementationPage:
    found = implementation_page(sources_of(app, session), period, NOW)
    assert found is not None
    return found


def test_before_the_first_computation_there_is_nothing(app: Flask, session: Session, city: City) -> None:
    asked_city(session, city)
    assert not has_figures(session, city.zone)
    assert implementation_page(sources_of(app, session), "", NOW) is None


def test_figures_are_the_citys_and_a_city_without_officers_has_no_resources(
    app: Flask, session: Session, city: City
) -> None:
    asked_city(session, city)
    recompute(session, city, NOW)
    found = page(app, session)
    assert (found.city.card.received, found.coordination.n, found.coordination.open) == (5, 6, 1)
    assert (found.resources.open, found.resources.officers, found.resources.each) == (5, 0, None)
    assert round(found.lost, 2) == round((24 + 200 + 6 + 24 + 15 + 12) / 24, 2)
    assert found.spread is None, "no unit has thirty"
    assert implementation_page(sources_of(app, session), "2019", NOW) is None


@pytest.mark.only_on("sqlite")
def test_who_did_something_lately_is_an_active_officer(app: Flask, session: Session, city: City) -> None:
    asked_city(session, city)
    two = [actor(agency(slug)) for slug in ("kelurahan-ragunan", "pam-jaya")]
    recompute(session, city, NOW)
    acted = {"act": "ticket_changed", "address": "", "detail": ""}
    session.add_all(
        [
            AuditEntry(at=NOW - timedelta(days=1), officer_id=two[0].officer, **acted),
            AuditEntry(at=NOW - timedelta(days=2), officer_id=two[0].officer, **acted),
            AuditEntry(at=NOW - timedelta(days=31), officer_id=two[1].officer, **acted),
            AuditEntry(at=NOW, officer_id=two[1].officer, **{**acted, "act": "sign_in_refused"}),
        ]
    )
    session.commit()
    found = page(app, session)
    assert (found.resources.officers, found.resources.each) == (1, 5)


def several(month: int, kept: int) -> list[Record]:
    """Ten of a month, of which ``kept`` were resolved in time, each answered within a day."""
    first = month * MONTH + 20
    return [
        complaint(
            first + n,
            step(Kind.RESPONDED, first + n + 2, agency="Kelurahan Ragunan", text="Kami cek."),
            step(Kind.RESOLVED, first + n + (20 if n < kept else 400), agency="Kelurahan Ragunan", text="Selesai."),
        )
        for n in range(10)
    ]


@pytest.mark.only_on("sqlite")
def test_trends_are_of_the_months_that_are_over_without_the_first(app: Flask, session: Session, city: City) -> None:
    install(city)
    record_many([record for month in range(5) for record in several(month, kept=2 * month)], city)
    recompute(session, city, MORNING + timedelta(days=5 * 31))
    trends = page(app, session).trends
    on_time = [(f"{month:%Y-%m}", figure.value) for month, figure in trends[Dimension.STANDARDS]]
    assert on_time == [("2023-04", 0.2), ("2023-05", 0.4), ("2023-06", 0.6), ("2023-07", 0.8)]
    assert {figure.value for _, figure in trends[Dimension.DISPOSITION]} == {1.0}
    assert [figure.n for _, figure in trends[Dimension.COMMUNICATION]] == [0, 0, 0, 0]
    assert {len(trend) for trend in trends.values()} == {4}

"""Who waits for whom: the pairs, the table of both, and the finding."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.projections.scorecards import recompute
from portal.queries.implementation.waits import WaitsPage, waits_page
from tests.support.asked import BINA_MARGA, HOUR, NOW, PAM, SDA, ask, asked_city, reply, sources_of
from tests.support.complaints import complaint
from tests.support.installed import install


def page(app: Flask, session: Session, period: str = "") -> WaitsPage:
    found = waits_page(sources_of(app, session), period, NOW)
    assert found is not None
    return found


def test_pairs_with_open_requests_come_first_with_the_oldest_named(app: Flask, session: Session, city: City) -> None:
    asked_city(session, city)
    found = page(app, session)
    pairs = [(p.asking.key, p.asked.key, p.figures.n, p.figures.open, p.figures.unanswered) for p in found.pairs]
    assert pairs == [
        ("kelurahan-ragunan", "pam-jaya", 2, 1, 1),
        ("kelurahan-ragunan", "sudin-sda", 3, 0, 0),
        ("sudin-sda", "pam-jaya", 1, 0, 0),
    ]
    code, since = found.pairs[0].oldest or ("", None)
    assert (code, NOW.timestamp() - since.timestamp() if since else 0) == ("JK2303060002", 200 * HOUR)
    assert found.pairs[1].figures.median.value == 24 * HOUR  # of 12, 24 and 30 hours
    assert (found.whole.n, found.whole.open, found.hidden) == (6, 1, 1)
    assert [(line.code, line.linked) for line in found.longest] == [("JK2303060002", True)]
    assert found.slowest is None


def test_the_table_of_both_holds_every_request_once(app: Flask, session: Session, city: City) -> None:
    asked_city(session, city)
    matrix = page(app, session).matrix
    assert {column.key for column in matrix.columns if column} == {"sudin-sda", "pam-jaya"}
    cells = [cell for _, row in matrix.rows for cell in row]
    assert sum(cell.figures.n for cell in cells if cell.figures) == 6
    assert [(c.asking.key, c.asked.key) for c in cells if c.itself and c.asking and c.asked] == [("sudin-sda",) * 2]


@pytest.mark.only_on("sqlite")
def test_rare_agencies_stand_together(app: Flask, session: Session, city: City) -> None:
    install(city)
    slugs = [slug for slug, agency in city.agencies.items() if agency.kind == "kelurahan"][:14]
    names = [city.agencies[slug].name for slug in slugs]
    record_many([complaint(n, ask(n + 1, SDA, by=name), agency=name) for n, name in enumerate(names, 1)], city)
    matrix = page(app, session).matrix
    assert [row is None for row, _ in matrix.rows] == [False] * 9 + [True]
    last = matrix.rows[-1][1][0].figures
    assert last is not None and last.n == 5


@pytest.mark.only_on("sqlite")
def test_the_finding_names_the_agency_and_how_many_times_longer(app: Flask, session: Session, city: City) -> None:
    install(city)
    slow = [complaint(n, ask(n + 1, PAM), reply(n + 101, PAM)) for n in range(1, 31)]
    often = [agency.name for agency in city.agencies.values() if agency.kind == "suku dinas"][:9]
    quick = [
        complaint(40 * place + n, ask(40 * place + n, name), reply(40 * place + n + 10, name))
        for place, name in enumerate(often, 1)
        for n in range(31)
    ]
    record_many([*slow, *quick], city)
    found = waits_page(sources_of(app, session), "", NOW + timedelta(days=30))
    assert found is not None
    assert found.slowest is not None
    assert (found.slowest.agency.key, found.slowest.found.times) == ("pam-jaya", 10)
    first, last = found.matrix.columns[0], found.matrix.columns[-1]
    assert (first.key if first else "", last) == ("pam-jaya", None), "although others are asked more often"
    assert found.asked[0].agency.key == "pam-jaya" and found.asked[0].figures.n < found.asked[1].figures.n


@pytest.mark.only_on("sqlite")
def test_no_list_is_ordered_by_how_many_requests_wait(app: Flask, session: Session, city: City) -> None:
    """Two that came yesterday do not stand before one that waits since the beginning."""
    install(city)
    young = [complaint(n, ask(220 + n, PAM)) for n in (1, 2)]
    record_many([*young, complaint(3, ask(4, SDA)), complaint(4, ask(5, BINA_MARGA), reply(9, BINA_MARGA))], city)
    found = page(app, session)
    order = ["sudin-sda", "pam-jaya", "sudin-bina-marga"]
    assert [p.asked.key for p in found.pairs] == [row.agency.key for row in found.asked] == order


def test_a_period_takes_the_requests_made_in_it(app: Flask, session: Session, city: City) -> None:
    asked_city(session, city)
    recompute(session, city, NOW)
    assert page(app, session, "2023-03").whole.n == 6
    assert waits_page(sources_of(app, session), "2019", NOW) is None
    assert waits_page(sources_of(app, session), "%00", NOW) is None

"""The dimensions month by month as of a past moment are those of a database that stopped there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.as_of import AsOf
from portal.domain.figure import Figure
from portal.domain.implementation import Dimension
from portal.queries.implementation.months import MonthsRead, Trend, months_read
from portal.queries.implementation.page import implementation_page
from portal.queries.past.figures import past_figures
from portal.queries.past.trends import months_then, past_trends
from portal.queries.scorecards.periods import published_periods
from portal.queries.sources import Sources
from tests.support.asked import sources_of
from tests.support.database import Database
from tests.support.installed import install
from tests.support.random_history import History

#: Each dimension's months, and by month the shares of the units, which are too small here to be told apart.
Said = tuple[Mapping[Dimension, Trend], dict[str, list[Figure]]]


def now(read: Sources, as_of: AsOf) -> Said:
    page, published = implementation_page(read, "all", as_of.at), published_periods(read.session, read.city.zone)
    assert page is not None and published is not None
    local = as_of.at.astimezone(ZoneInfo(read.city.zone))
    return page.trends, ordered(months_read(read.session, published, f"{local:%Y-%m}"))


def then(read: Sources, as_of: AsOf) -> Said:
    figures = past_figures(read, as_of)
    assert figures is not None
    return past_trends(read, figures).trends, ordered(months_then(read, figures))


def ordered(read: MonthsRead) -> dict[str, list[Figure]]:
    return {month: sorted(shares, key=str) for month, shares in read.units.items()}


def test_months_as_of_a_stop_are_those_of_a_database_that_stopped_there(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch, quick_passwords: None, database: Database
) -> None:
    read = sources_of(app, session)
    install(read.city)
    history = History(session, read.city, monkeypatch, seed=41 + int(database.kind == "postgresql"))
    stops: list[tuple[AsOf, Said]] = []
    for _ in range(5):
        history.day(25)
        history.coordinate(15)
        as_of = history.stop().as_of
        stops.append((as_of, now(read, as_of)))
        history.now += timedelta(days=24)
    last, units = stops[-1][1]
    for dimension in set(Dimension) - {Dimension.CHARACTER}:
        assert any(figure.value is not None for _, figure in last[dimension]), dimension
    before = [(of, one) for _, (said, _units) in stops[:-1] for of, months in said.items() for one in months]
    assert len({of for of, one in before if one not in last[of]}) > 2, "months of some dimensions were told anew"
    assert all(len(shares) > 2 for shares in units.values()) and len(units) > 2
    for as_of, was in stops:
        assert then(read, as_of) == was, as_of

"""Figures as of a past moment are those of a database that stopped there, whatever came later."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.city import City
from portal.domain.period import covering
from portal.models import Agency
from portal.models.scorecard_json import to_json
from portal.queries.past.cell import cell_of
from portal.queries.past.columns import past_columns
from portal.queries.past.figures import PastGroups, group_sheets
from portal.queries.scorecards.columns import snapshot
from tests.support.database import Database
from tests.support.installed import install
from tests.support.random_history import AGENCIES, START, Figures, History, Stop

#: What a list is narrowed to, so that fewer tickets are read for it.
NARROWS = ("category:", "area:")


def as_of(session: Session, city: City, stop: Stop, cell: str = "city") -> Figures:
    """All figures of a cell at a stop, computed now; of the city: of every group."""
    periods = covering(START - timedelta(days=9), stop.as_of.at, city.zone)
    with snapshot(session):
        columns = past_columns(session, city, stop.as_of, cell_of(session, cell))
    months = [period for period in periods if period.span == "month"]
    groups = PastGroups(lambda group: cell == "city" or cell in group.cell.split("/"), periods, months)
    return {
        (group.cell, period.key): json.loads(json.dumps(to_json(sheet)))
        for group, period, sheet in group_sheets(columns, groups, stop.as_of)
    }


def test_figures_as_of_a_stop_are_those_of_a_database_that_stopped_there(
    session: Session, city: City, monkeypatch: pytest.MonkeyPatch, quick_passwords: None, database: Database
) -> None:
    install(city)
    city = replace(city, moderated=True)
    history = History(session, city, monkeypatch, seed=int(database.kind == "postgresql"))
    stops = []
    for _ in range(5):
        history.day()
        stops.append(history.stop())
    assert stops[0].figures != stops[-1].figures
    agencies = session.scalars(select(Agency.id).where(Agency.slug.in_(AGENCIES))).all()
    groups = {cell for cell, _ in stops[-1].figures}
    cells = [*(f"agency:{id}" for id in agencies), *(f for f in groups if f.startswith(NARROWS) and "/" not in f)]
    for stop in stops:
        found = as_of(session, city, stop)
        differ = {key: (found[key], was) for key, was in stop.figures.items() if found[key] != was}
        assert not differ, (stop.as_of, differ)
        for cell in cells:
            found = as_of(session, city, stop, cell)
            of_cell = {key: was for key, was in stop.figures.items() if cell in key[0].split("/")}
            assert {key: found[key] for key in of_cell} == of_cell

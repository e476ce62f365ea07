"""The worker follows the log within two seconds, and killing it at any moment changes nothing in the end."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import select

from portal import clock, search
from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.moderate import change_visibility
from portal.config import Settings
from portal.context import portal_of
from portal.domain.city import City
from portal.domain.lens import Sort, TicketFilter
from portal.domain.source_clock import SourceClocks
from portal.domain.visibility import Visibility
from portal.extensions import db
from portal.models import StoredScorecard, Ticket
from portal.projections import scorecards, search_index
from portal.search.engine import Engine, Found, SearchRequest
from tests.support.complaints import complaint
from tests.support.installed import install
from tests.support.live import environment
from tests.support.processes import wait_for
from tests.support.warm import Process, command, portal

KILLS = 3


@contextmanager
def worker(settings: Settings) -> Iterator[Process]:
    process = Process(portal("worker"), environment(settings))
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def everything(engine: Engine) -> tuple[Found, list[int]]:
    """All that the index says about all tickets."""
    clocks = SourceClocks(clock.now())
    return (
        engine.search(SearchRequest(None, TicketFilter(), clocks, sort=Sort.NEWEST, limit=50)),
        list(engine.ids(None, TicketFilter(), clocks)),
    )


def test_what_happens_is_in_the_search_within_two_seconds(app: Flask, settings: Settings, city: City) -> None:
    with app.app_context(), worker(settings):
        install(city)
        record_many([complaint(n) for n in range(20)], city)
        engine: Engine = portal_of(app).engine
        wait_for(lambda: engine.documents() == 20)  # it has started
        began = time.monotonic()
        record_many([complaint(99)], city)
        wait_for(lambda: engine.documents() == 21, 2)
        assert time.monotonic() - began <= 2


def test_a_worker_killed_at_random_moments_ends_where_one_that_was_not_does(
    app: Flask, settings: Settings, city: City
) -> None:
    dice = random.Random(2023)
    with app.app_context():
        install(city)
        for kill in range(KILLS):
            with worker(settings) as process:
                for batch in range(3):
                    numbers = range(1000 * kill + 300 * batch, 1000 * kill + 300 * batch + 300)
                    record_many([complaint(n) for n in numbers], city)
                hidden = db.session.execute(select(Ticket.id).order_by(Ticket.id.desc()).limit(1)).scalar_one()
                change_visibility(hidden, Visibility.HIDDEN, "test", Act(city))
                time.sleep(dice.uniform(0.6, 1.8))
                process.kill()
        assert command(("worker", "--once"), environment(settings)).returncode == 0
        fresh = search.open_engine("tantivy", settings.data / "fresh", city)
        search_index.rebuild(db.session(), fresh, city)
        assert everything(portal_of(app).engine) == everything(fresh)
        assert fresh.documents() == 900 * KILLS - KILLS
        stored = _figures()
        scorecards.recompute(db.session(), city, clock.now())
        assert stored.keys() == _figures().keys()


def _figures() -> dict[str, str]:
    rows = db.session.execute(select(StoredScorecard.cell, StoredScorecard.period, StoredScorecard.figures))
    return {f"{cell} {period}": figures for cell, period, figures in rows}

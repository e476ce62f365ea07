"""Streets: how long they take to be found and shown, and how well a name leads to the report that one has in mind."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from flask.testing import FlaskClient
from sqlalchemy import select

from benchmarks.city_data import timed
from benchmarks.pages import Portal
from benchmarks.row import Measure, Row, at_least, at_most, times_at_most
from portal import create_app
from portal.extensions import db
from portal.models import Street
from tests.support.street_search import drawn, measured

SOUGHT, SHOWN = 40, 100
REACHED = 0.9
SECONDS = 10.0  # for 20,000 reports; for more as much more


def street_rows(ours: Portal) -> Iterator[Row]:
    took = timed(ours.settings, "streets", "rebuild")
    limit = SECONDS * max(1.0, ours.tickets / 20_000)
    yield at_most("find all streets", Measure(took.seconds, "s"), limit, "the command, start of Python and all")
    app = create_app(ours.settings)
    with app.app_context():
        client = app.test_client()
        slugs = db.session.scalars(select(Street.slug).order_by(Street.reports.desc(), Street.id).limit(SHOWN)).all()
        figures = measured(client, drawn(db.session(), SOUGHT))
        pages = _p95(client, [f"/streets/{slug}" for slug in slugs])
        lists = _p95(client, [f"/tickets?q={slug.partition('--')[0]}&status=proses" for slug in slugs])
    note = f"{SOUGHT} open reports; {figures.in_rows:.3f} among the first rows of the list"
    yield at_least("open report found by its street", Measure(figures.by_street, ""), REACHED, note)
    note = "among the first three rows"
    yield at_least("the same with a word of its problem", Measure(figures.with_word, ""), REACHED, note)
    what = "p95 of the pages of the largest streets, none kept"
    yield times_at_most(what, Measure(pages, "ms"), Measure(lists, "ms", "lists by street"), 2)


def _p95(client: FlaskClient, paths: Sequence[str]) -> float:
    """Milliseconds, one after the other in this process."""
    took = []
    for path in paths:
        began = time.perf_counter()
        client.get(path)
        took.append(time.perf_counter() - began)
    return 1000 * sorted(took)[int(0.95 * (len(took) - 1))]

"""Which page answers at which address: a module or package for each area, each with its ``bp``."""

from __future__ import annotations

import time

from flask import Flask, g

from .. import clock
from ..context import current_portal
from ..domain.source_clock import SourceClocks
from ..extensions import db
from ..queries.city.facts import CityFacts, city_facts, is_demonstration
from ..search.engine import IndexAway
from ..web.errors import index_away
from . import agencies, areas, compare, data, desk, health, home, implementation, maps, methodology, tickets, watch

AREAS = (
    *(home.bp, tickets.bp, maps.bp, agencies.bp, areas.bp, compare.bp, implementation.bp, methodology.bp, data.bp),
    *(desk.bp, health.bp, watch.bp),
)

#: Of the log's head, on a page; with so many `portal verify --head` can tell.
PROOF_DIGITS = 16
ASKED_AGAIN = 5.0  # seconds


def register(app: Flask) -> None:
    for bp in AREAS:
        app.register_blueprint(bp)
    app.register_error_handler(IndexAway, index_away)
    app.jinja_env.globals.update(city_facts=_facts, demonstration=_Demonstration(), PROOF_DIGITS=PROOF_DIGITS)


def _facts() -> CityFacts:
    """How far log and sources had come; read once a request, when a layout prints it."""
    if g.get("without_database"):
        return CityFacts(SourceClocks(clock.now()))
    if "city_facts" not in g:
        g.city_facts = city_facts(db.session(), current_portal().cache, clock.now())
    facts: CityFacts = g.city_facts
    return facts


class _Demonstration:
    """Whether a demonstration filled the database. Yes stays yes; no is asked again after some seconds."""

    def __init__(self) -> None:
        self._found = False
        self._until = 0.0

    def __call__(self) -> bool:
        if not self._found and not g.get("without_database") and time.monotonic() >= self._until:
            self._found = is_demonstration(db.session())
            self._until = time.monotonic() + ASKED_AGAIN
        return self._found

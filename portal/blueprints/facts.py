"""What every page may say of the city: how far log and sources had come, and whether its tickets are made up."""

from __future__ import annotations

import time

from flask import g

from .. import clock
from ..context import current_portal
from ..domain.source_clock import SourceClocks
from ..extensions import db
from ..queries.city.facts import CityFacts, is_demonstration
from ..queries.city.facts import city_facts as read_facts
from ..queries.city.version import log_and_city

ASKED_AGAIN = 5.0  # seconds


def city_facts() -> CityFacts:
    """How far log and sources had come; read once a request, when a layout prints it."""
    if g.get("without_database"):
        return CityFacts(SourceClocks(clock.now()))
    if "city_facts" not in g:
        g.city_facts = read_facts(db.session(), current_portal().cache, clock.now())
    facts: CityFacts = g.city_facts
    return facts


def made_up() -> bool:
    """Whether a demonstration filled the database; kept until the log or the city changes."""
    session = db.session()
    return current_portal().cache.get("demonstration", log_and_city(session), lambda: is_demonstration(session))


class DemonstrationLabel:
    """Whether a demonstration filled the database. Yes stays yes; no is asked again after some seconds."""

    def __init__(self) -> None:
        self._found = False
        self._until = 0.0

    def __call__(self) -> bool:
        if not self._found and not g.get("without_database") and time.monotonic() >= self._until:
            self._found = is_demonstration(db.session())
            self._until = time.monotonic() + ASKED_AGAIN
        return self._found

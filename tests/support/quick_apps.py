"""What all portals of a run work out alike, worked out once: built-in cities, their words, the SQL of statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.engine import Dialect
from sqlalchemy.util import LRUCache

from portal import cities, database
from portal.domain.city import City
from portal.search.analysis import Analyser

STATEMENTS = 4_000
CITIES: dict[str, City] = {}
ANALYSERS: dict[str, Analyser] = {}
DIALECTS: dict[str, tuple[Dialect, LRUCache[Any, Any]]] = {}


def keep_statements(engine: Engine) -> None:
    """Let an engine take over what others of its kind have compiled, for which it must have their dialect."""
    dialect, compiled = DIALECTS.setdefault(engine.dialect.name, (engine.dialect, LRUCache(STATEMENTS)))
    engine.dialect = dialect
    engine.update_execution_options(compiled_cache=compiled)


def read_once(load: Callable[[str], City]) -> Callable[[str], City]:
    """A city that comes with the portal is read once; the files of others may change meanwhile."""

    def known(name: str) -> City:
        if name not in cities.packs():
            return load(name)
        return CITIES.setdefault(name, CITIES.get(name) or load(name))

    return known


def analysed_once(of: Callable[[City], Analyser]) -> Callable[[City], Analyser]:
    """Each engine puts its index's words into an analyser of its own, so that each gets a copy."""

    def known(city: City) -> Analyser:
        if CITIES.get(city.slug) is not city:
            return of(city)
        return copy(ANALYSERS.setdefault(city.slug, ANALYSERS.get(city.slug) or of(city)))

    return known


@pytest.fixture(scope="session", autouse=True)
def quick_apps() -> Iterator[None]:
    prepare = database.prepare

    def prepare_and_keep(engine: Engine, *, patient: bool = False) -> None:
        prepare(engine, patient=patient)
        keep_statements(engine)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "prepare", prepare_and_keep)
        patch.setattr(cities, "load", read_once(cities.load))
        patch.setattr(Analyser, "of", analysed_once(Analyser.of))
        yield

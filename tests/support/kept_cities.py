"""Built-in city packs and their rules for words, read once for all tests: half the work of making a portal."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from portal import cities
from portal.domain.city import City
from portal.search.analysis import Analyser


@pytest.fixture(scope="session", autouse=True)
def kept_cities() -> Iterator[None]:
    """A pack that comes with the portal does not change while the tests run; one in a directory may."""
    load, of = cities.load, Analyser.of
    built_in = frozenset(cities.packs())
    kept = cache(load)
    analysers: dict[str, Analyser] = {}

    def load_once(name: str) -> City:
        return kept(name) if name in built_in else load(name)

    def of_once(city: City) -> Analyser:
        if city.slug not in built_in or city is not kept(city.slug):
            return of(city)
        return analysers.get(city.slug) or analysers.setdefault(city.slug, of(city))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cities, "load", load_once)
        patch.setattr(Analyser, "of", staticmethod(of_once))
        yield

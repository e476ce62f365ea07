"""The number beside a link of the facets is that of its list: nested, side by side, or with something left out."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask

from portal import create_app
from portal.blueprints import lens
from portal.config import Settings
from portal.context import portal_of
from portal.demo.fill import DemoPlan, fill
from portal.extensions import db
from portal.search import query_parser
from tests.support.examine import value, words
from tests.support.installed import install
from tests.support.lens import fed
from tests.support.pages import Visitor

pytestmark = [pytest.mark.database, pytest.mark.only_on("sqlite")]
PLAN = DemoPlan(250, 4, datetime(2026, 9, 30, 17, tzinfo=UTC))
#: What lenses begin with; then links of their own facets are followed, so that choices stand in each other and beside.
BEGINNINGS = ("q=jalan", "status=open", "area=31.74.06&status=-proses", "category=-sampah&q=jalan+OR+lampu")
STEPS = 2
READ = 6  # links of each list whose page is read; all others are only counted


@pytest.fixture(params=["tantivy", "whoosh"])
def demonstration(request: pytest.FixtureRequest, settings: Settings) -> Flask:
    """A small year of the demonstration city, found by either engine."""
    app = create_app(replace(settings, search_engine=request.param))
    app.test_client_class = Visitor
    with app.app_context():
        city, session = portal_of(app).city, db.session()
        install(city)
        fill(city, PLAN, 0, "key", lambda done: None)
        fed(app, session)
    return app


def number(text: str) -> int:
    return int(re.sub(r"\D", "", text) or 0)


def heading(page: str) -> int:
    """How many tickets the page says that it has."""
    found = re.search(r"<h1>([\d.]+)", page)
    return number(found.group(1)) if found else 0


def offered(page: BeautifulSoup) -> list[tuple[str, int]]:
    """Each link of the facets that chooses something, with its number."""
    links = page.select(".facet a:not([aria-current])")
    return [(value(link, "href"), number(words(last(link).get_text()))) for link in links]


def last(link: Tag) -> Tag:
    return link.select(".num")[-1]


def test_every_link_of_the_facets_leads_to_as_many_as_it_says(demonstration: Flask) -> None:
    client, rng, followed = demonstration.test_client(), random.Random(31), 0

    for beginning in BEGINNINGS:
        address = f"/tickets?{beginning}"
        for _ in range(STEPS):
            here = BeautifulSoup(client.get(address).text, "html.parser")
            links = offered(here)
            for href, said in links:
                assert counted(demonstration, href) == said, (address, href)
            for href, said in rng.sample(links, min(READ, len(links))):
                assert heading(client.get(href).text) == said, (address, href)
            followed += len(links)
            nested = [value(link, "href") for link in here.select(".facet ul a:not([aria-current])")]
            address = rng.choice(nested or [href for href, _ in links])
    assert followed > 400


def counted(app: Flask, address: str) -> int:
    """How many tickets the index has for an address of a list."""
    with app.test_request_context(address):
        asked = lens.asked()
        tree = query_parser.parse(asked.filter.q, asked.sources.city, asked.sources.engine.analyser, asked.clocks).tree
        return asked.sources.engine.count(tree, asked.filter, asked.clocks)

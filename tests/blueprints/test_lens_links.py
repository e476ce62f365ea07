"""Where the links of the facets lead: to as many as they say, and as the lines of tests/samples/lens.csv say."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

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
from tests.support.lens_cases import cases
from tests.support.pages import Pages

PLAN = DemoPlan(120, 4, datetime(2026, 9, 30, 17, tzinfo=UTC))
#: What lenses begin with; then links of their own facets are followed, so that choices stand in each other and beside.
BEGINNINGS = (
    "q=jalan",
    "area=31.74.06&status=-proses",
    "category=-sampah&q=jalan+OR+lampu",
    "q=%22jalan%22+hari:>=0+%26",
    "q=instansi:bina marga",
)
STEPS = 2
READ = 4  # links of each list whose page is read; all others are only counted


def number(text: str) -> int:
    return int(re.sub(r"\D", "", text) or 0)


def heading(page: str) -> int:
    """How many tickets the page says that it has."""
    found = re.search(r"<h1>([\d.]+)", page)
    return number(found.group(1)) if found else 0


def offered(page: BeautifulSoup) -> Iterator[tuple[str, str, int]]:
    """Each link of the facets that chooses something: its name, its address and its number."""
    for link in page.select(".facet a:not([aria-current])"):
        shown = link.select(".num")[-1].get_text()
        yield words(link.select("span")[0].get_text()), value(link, "href"), number(shown)


def counted(app: Flask, address: str) -> int:
    """How many tickets the index has for an address of a list."""
    with app.test_request_context(address):
        asked = lens.asked()
        tree = query_parser.parse(asked.filter.q, asked.sources.city, asked.sources.engine.analyser, asked.clocks).tree
        return asked.sources.engine.count(tree, asked.filter, asked.clocks)


def follow(app: Flask, beginnings: Sequence[str], seed: int) -> int:
    """Check every link of some lists and of lists that these lead to; how many they were."""
    client, rng, followed = app.test_client(), random.Random(seed), 0
    for beginning in beginnings:
        address = f"/tickets?{beginning}"
        for _ in range(STEPS):
            here = BeautifulSoup(client.get(address).text, "html.parser")
            links = [(href, said) for _, href, said in offered(here)]
            for href, said in links:
                assert counted(app, href) == said, (address, href)
            for href, said in rng.sample(links, min(READ, len(links))):
                assert heading(client.get(href).text) == said, (address, href)
            followed += len(links)
            nested = [value(link, "href") for link in here.select(".facet ul a:not([aria-current])")]
            address = rng.choice(nested or [href for href, _ in links])
    return followed


def test_every_link_of_the_facets_leads_to_as_many_as_it_says(demonstration: Flask) -> None:
    assert follow(demonstration, BEGINNINGS, 31) > 600


@pytest.mark.database
@pytest.mark.only_on("sqlite")
def test_so_does_every_link_with_the_other_engine(settings: Settings) -> None:
    app = create_app(replace(settings, search_engine="whoosh"))
    with app.app_context():
        city, session = portal_of(app).city, db.session()
        install(city)
        fill(city, PLAN, 0, "key", lambda done: None)
        fed(app, session)
    assert follow(app, BEGINNINGS[:2], 7) > 100


def test_a_link_asks_what_its_line_says(reading: Pages) -> None:
    for case in cases("the link"):
        (address,) = case.addresses
        name, wanted = case.answer.split('" asks ')
        asked = (
            wanted.partition(" (")[0].removesuffix(" alone").split(", ")[0].replace(" and ", "&").removesuffix(" alone")
        )
        found = [href for said, href, _ in offered(reading.get(address).soup) if said == name.removeprefix('"')]
        query = dict.fromkeys(parse_qsl(urlsplit(found[0]).query))
        kept = [("q", "sampah")] if "q=sampah" in address else []
        assert list(query) == [*kept, *parse_qsl(asked)], case.url
        assert found[0].partition("?")[0] == address.partition("?")[0], case.url


def test_a_choice_is_marked_alone_and_begins_at_the_first_page(reading: Pages) -> None:
    chosen = reading.get("/tickets?status=duplikat").all(".facet a[aria-current]")
    assert [link.get("id") for link in chosen] == ["status-duplikat"]
    links = reading.get("/tickets?area=31.74.06&page=3").links(".facet a")
    assert links and not any("page=" in href for href in links)


def test_a_slash_at_the_end_leads_where_its_line_says(reader: FlaskClient) -> None:
    code = reader.get("/tickets.json?area=31.74.06").get_json()["tickets"][0]["code"]
    for case in cases("location"):
        answer = reader.get(case.url.replace("{code}", code))
        assert str(answer.status_code) in case.status.split("|"), case.url
        assert answer.headers["Location"] == case.answer.replace("{code}", code), case.url

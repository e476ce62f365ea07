"""Whatever stands behind the question mark, no page answers 500."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal import clock
from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.domain.city import City
from portal.extensions import db
from portal.projections import scorecards, search_index
from portal.projections.checkpoints import newest
from tests.support.complaints import complaint
from tests.support.installed import install

NAMES = [
    "q",
    "agency",
    "status",
    "category",
    "area",
    "channel",
    "from",
    "to",
    "overdue",
    "bbox",
    "sort",
    "page",
    "layer",
    "zoom",
    "period",
    "tab",
    "next",
    "as_of",
    "x",
]
WHOLE = bool(os.environ.get("PANTAU_FAULTS"))
NASTY = [
    *["", "0", "-1", "1e309", "nan", "99999999999999999999", "\x00", "'", '"', "((((", "%", "%ff", "\ud7ff"],
    *["../../etc/passwd", "1,2,3,4", "-999,-999,999,999", "106.7,-6.4,106.9,-6.2", "2023-02-31", "9999-12-31"],
    *["agency:", "-", "*", "a*", "OR", "received:..", "days:>999999999999999", "x" * 5000, "{{7*7}}", "2023"],
    *["<script>alert(1)</script>", "2023-Q9", "all"],
]  # fmt: skip


@pytest.fixture
def filled(app: Flask, city: City) -> Iterator[Flask]:
    with app.app_context():
        install(city)
        record_many([complaint(n, area="31.74.04.1006") for n in range(30)], city)
        seq = newest(db.session())
        search_index.feed(db.session(), portal_of(app).engine, city, seq)
        scorecards.recompute(db.session(), city, clock.now())
    yield app


def addresses(app: Flask) -> list[str]:
    """Every public page that can be asked for with GET, with its variables filled in."""
    values = {"code": "JK2303060001", "slug": "kelurahan-ragunan", "format": "csv", "filename": "css/pantau.css"}
    found = []
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.arguments <= values.keys() and not rule.rule.startswith("/desk"):
            path = rule.rule
            for name in rule.arguments:
                path = path.replace(
                    next(p for p in path.split("/") if f"{name}>" in p).split(">")[0] + ">", values[name]
                )
            found.append(path[path.index("/") :])
    return sorted({*found, "/desk/sign-in", "/desk/", "/en/", "/nothing/here"})


def tried(place: int, name: str) -> list[str]:
    """The values for a name in one address; in `make test` one of all, each time the next."""
    return NASTY[:: 9 if name not in {"q", "bbox", "from"} else 2] if WHOLE else [NASTY[place % len(NASTY)]]


@pytest.mark.only_on("sqlite")
def test_every_page_survives_every_nasty_value(filled: Flask) -> None:
    client = filled.test_client()
    for place, (path, name) in enumerate(product(addresses(filled), NAMES)):
        for value in tried(place, name):
            answer = client.get(path, query_string={name: value})
            assert answer.status_code < 500, (path, name, value)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_page_answers_500_to_anything(filled: Flask, data: st.DataObject) -> None:
    client: FlaskClient = filled.test_client()
    path = data.draw(st.sampled_from(addresses(filled)))
    pairs = st.lists(
        st.tuples(st.sampled_from(NAMES), st.one_of(st.sampled_from(NASTY), st.text(max_size=40))), max_size=5
    )
    query = data.draw(pairs)
    assert client.get(path, query_string=query).status_code < 500, (path, query)

"""What an open page asks again and again: as long as nothing happened it costs nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal import clock
from portal.actions import moderate
from portal.actions.apply_events import Act
from portal.actions.respond import respond
from portal.domain.city import City
from portal.domain.visibility import Visibility
from tests.support.handed_on import CODE, last_seq, officer

ADDRESS = f"/tickets/{CODE}/newest"


def test_an_open_page_hears_of_an_answer_and_of_nothing_else(
    told: Flask, client: FlaskClient, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get(ADDRESS)
    assert first.json == {"seq": 4} and len(first.data) < 20
    later = clock.now() + timedelta(minutes=7)
    monkeypatch.setattr(clock, "now", lambda: later)
    again = client.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    with told.app_context():
        act = Act(city, officer("PAM Jaya"), last_seq())
        seq = respond(1, "Pipanya kami perbaiki.", act)
    news = client.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]})
    assert news.json == {"seq": seq}


def test_a_code_that_nobody_may_see_is_not_there(told: Flask, client: FlaskClient, city: City) -> None:
    assert client.get("/tickets/JK2303069999/newest").status_code == 404
    with told.app_context():
        moderate.change_visibility(1, Visibility.HIDDEN, "Permintaan pengadilan.", Act(city))
    assert client.get(ADDRESS).json == {"seq": 6}  # the page is fetched anew, and says that it was taken from view

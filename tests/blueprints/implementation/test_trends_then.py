"""A citation of a dimension's months gives the same figures later, and a file of another moment is of that one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.domain.implementation import Dimension
from portal.projections.scorecards import recompute
from portal.web.limits import whole_city_slots
from tests.support.asked import PAM, SDA, ask, reply
from tests.support.compared import NOW, QUICK, SLOW, compared_city, waits
from tests.support.complaints import complaint
from tests.support.pages import Pages

MONTH = 31 * 24


@pytest.mark.only_on("sqlite")
def test_what_was_cited_is_found_again(
    app: Flask, session: Session, client: FlaskClient, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    city = portal_of(app).city
    compared_city(session, city)
    record_many([one for month in range(1, 4) for one in waits(month * MONTH, 30, 12, SLOW)], city)
    begin = [month * MONTH + n for month in (1, 2, 3) for n in range(40, 75)]
    record_many([complaint(n, ask(n + 1, PAM), reply(n + 9, PAM)) for n in begin], city)
    recompute(session, city, NOW)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=1))
    charts = {of: client.get(f"/charts/implementation-trend.json?dimension={of}") for of in Dimension}
    was = {of: answer.get_json() for of, answer in charts.items() if answer.status_code == 200}
    assert set(was) >= set(Dimension) - {Dimension.CHARACTER, Dimension.CONDITIONS}
    late = [complaint(MONTH + n, ask(MONTH + n + 1, SDA), reply(MONTH + 700, SDA)) for n in range(80, 95)]
    record_many([*late, *waits(MONTH + 100, 50, 300, QUICK)], city)
    recompute(session, city, NOW + timedelta(days=40))
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=41))
    for of, before in was.items():
        assert client.get(f"/charts/implementation-trend.json?dimension={of}").get_json()["rows"] != before["rows"], of
        link = before["cite"].removeprefix("http://localhost")
        again = client.get(link.replace("-trend?", "-trend.json?")).get_json()
        for key in ("rows", "as_of", "seq", "cite", "finding"):
            assert again[key] == before[key], (of, key)
        assert not pages.get(link).all(".notice.warn")
    assert client.get(f"/charts/implementation-trend.csv?dimension={of}&as_of=kemarin").status_code == 400
    assert client.get(f"/charts/implementation-trend.csv?dimension={of}&as_of=2022-01-01").status_code == 404
    with whole_city_slots.place():
        assert client.get(f"/charts/implementation-trend.csv?dimension={of}&as_of=2023-06-05").status_code == 503

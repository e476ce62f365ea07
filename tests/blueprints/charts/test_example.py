"""The figure that is done by hand is cited like any other: it stays what it was."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.moderate import change_visibility
from portal.context import portal_of
from portal.domain.event import Kind
from portal.domain.visibility import Visibility
from portal.models import Ticket
from portal.projections.scorecards import recompute
from tests.support.charts import EXAMPLE, SHOWN
from tests.support.compared import NOW, SLOW
from tests.support.complaints import complaint, step
from tests.support.pages import Pages

pytestmark = pytest.mark.usefixtures("figures")
ASKED = (SHOWN["example-tickets"][0], SHOWN["example-steps"][0], f"{EXAMPLE}&by=anybody")
SAME = ("rows", "finding", "as_of", "seq", "cite")
LATER = NOW + timedelta(hours=2)


def test_a_cited_example_stays_what_it_was_until_one_of_its_reports_is_hidden(
    app: Flask, session: Session, client: FlaskClient, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    charts = [f"/charts/example-{'steps' if 'by=' in asked else 'tickets'}.json?{asked}" for asked in ASKED]
    was = [client.get(chart).get_json() for chart in charts]
    cited = [document["cite"].removeprefix("http://localhost").replace("?", ".json?") for document in was]
    example = f"/methodology/example.csv?{cited[0].partition('?')[2]}"
    rows = client.get(example).text
    first = was[0]["rows"][0]["ticket"]
    number = int(session.scalars(select(Ticket.source_id).where(Ticket.code == first)).one())
    undone = (step(Kind.RESOLVED, number + 24 * 6, agency=SLOW, text="Selesai."), step(Kind.REOPENED, 200 * 24 + 1))
    record_many([complaint(number, *undone, agency=SLOW)], portal_of(app).city)
    recompute(session, portal_of(app).city, LATER)
    monkeypatch.setattr(clock, "now", lambda: LATER)
    for chart, link, before in zip(charts, cited, was, strict=True):
        assert client.get(chart).get_json()["rows"] != before["rows"], chart
        again = client.get(link).get_json()
        assert [again[key] for key in SAME] == [before[key] for key in SAME], link
    assert client.get(example).text == rows
    page = pages.get(example.replace(".csv", ""))
    assert "Sebagaimana diketahui pada" in page.words(".notice")
    assert was[0]["finding"] in page.words("main .lead")
    hide = session.scalars(select(Ticket.id).where(Ticket.code == first)).one()
    change_visibility(hide, Visibility.HIDDEN, "Menyebut nama orang.", Act(portal_of(app).city))
    assert {client.get(path).status_code for path in (*cited, example)} == {404}
    assert "tidak dapat ditampilkan" in pages.get(example.replace(".csv", "")).text


@pytest.mark.only_on("sqlite")
def test_half_a_group_a_moment_without_one_and_names_of_nothing_are_refused(client: FlaskClient) -> None:
    for query, status in (
        ("as_of=2023-06-01", 400),
        ("agency=sudin-sda&period=2023-04", 400),
        (f"{EXAMPLE}&as_of=kemarin", 400),
        (EXAMPLE.replace("jalan", "entah"), 404),
        (EXAMPLE.replace("2023-04", "2023"), 404),
    ):
        assert client.get(f"/methodology/example.csv?{query}").status_code == status, query
        assert client.get(f"/charts/example-tickets?{query}").status_code == status, query
    assert client.get("/methodology/example?agency=sudin-sda").status_code == 400
    assert client.get(f"/charts/example-steps?{EXAMPLE}&by=luck").status_code == 404

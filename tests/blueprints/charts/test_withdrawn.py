"""What was taken from view is drawn month by month, also those in which nothing was, and stays what was cited."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.apply_events import Act
from portal.actions.moderate import change_visibility
from portal.context import portal_of
from portal.domain.visibility import Visibility
from portal.models import Ticket
from tests.support.lens import filled


def test_months_between_are_drawn_and_a_past_moment_knows_only_what_was_taken_by_then(
    app: Flask, session: Session, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2023, 5, 20, 3, tzinfo=UTC))
    filled(app, session)
    monkeypatch.setattr(clock, "now", lambda: datetime(2023, 7, 2, 3, tzinfo=UTC))
    second = session.scalars(select(Ticket.id).where(Ticket.source_id == "2")).one()
    change_visibility(second, Visibility.HIDDEN, "Menyebut nama orang.", Act(portal_of(app).city))
    drawn = client.get("/charts/withdrawn.svg").text
    places = [drawn.index(month) for month in ("Juli 2023", "Juni 2023", ">Mei 2023")]
    assert places == sorted(places)
    found = client.get("/charts/withdrawn.json").get_json()
    assert [(row["month"], row["kind"], row["count"]) for row in found["rows"]] == [
        ("2023-07", "hidden", 1),
        ("2023-05", "hidden", 1),
    ]
    assert found["finding"] == "Sejak Mei 2023 2 kali sesuatu ditutup untuk umum."
    june = client.get("/charts/withdrawn.json?as_of=2023-06-15").get_json()
    assert june["rows"] == found["rows"][1:]
    nothing = client.get("/charts/withdrawn?as_of=2023-04-30")
    assert nothing.status_code == 404
    assert "Belum ada yang bisa digambar" in nothing.text and "30 Apr 2023" in nothing.text
    assert "404 Nothing to draw" in client.get("/charts/withdrawn.csv?as_of=2023-04-30").text
    assert client.get("/charts/withdrawn.csv?as_of=kemarin").status_code == 400

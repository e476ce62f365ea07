"""A small city with something to draw in every chart."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.projections.scorecards import recompute
from tests.support.asked import ask, reply
from tests.support.compared import NOW, SLOW, compared_city, waits
from tests.support.complaints import complaint
from tests.support.lens import fed

MONTH = 31 * 24


@pytest.fixture
def figures(app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in tests.support.compared, with reports of five months, some open, and one agency that asked another."""
    portal = portal_of(app)
    compared_city(session, portal.city)
    later = [record for month in range(1, 5) for record in waits(month * MONTH, 30, 12, SLOW)]
    asked = [complaint(501, ask(502, "PAM Jaya"), reply(530, "PAM Jaya")), complaint(502, ask(503, "PAM Jaya"))]
    record_many([*later, *asked, complaint(601, agency=SLOW)], portal.city)
    recompute(session, portal.city, NOW)
    fed(app, session)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=1))

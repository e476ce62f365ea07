"""A city in which agencies have asked each other, looked at ten days later."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from portal import clock
from portal.domain.city import City
from portal.projections.scorecards import recompute
from tests.support.asked import NOW, asked_city


@pytest.fixture
def asked(session: Session, city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_city(session, city)
    recompute(session, city, NOW)
    monkeypatch.setattr(clock, "now", lambda: NOW)

"""A city whose agencies have figures."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.projections.scorecards import recompute
from tests.support.agencies import FAST, NOW, SLOW, SMALL, resolved
from tests.support.complaints import complaint


@pytest.fixture
def figures(session: Session, city: City) -> None:
    """Two agencies with enough tickets and one with too few, computed 200 days later."""
    records = [resolved(n, FAST, 20 + n) for n in range(1, 41)]
    records += [resolved(n, SLOW, 480 + n) for n in range(101, 141)]
    records += [complaint(1500, agency=SLOW)]
    records += [resolved(n, SMALL, 5) for n in range(201, 204)]
    record_many(records, city)
    recompute(session, city, NOW)

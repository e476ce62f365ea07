"""What the tests of a ticket's views begin with."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.actions.intake.record import record_many
from portal.domain.city import City
from tests.support.complaints import complaint
from tests.support.handed_on import STORY


@pytest.fixture
def told(app: Flask, city: City) -> Flask:
    """The portal with one ticket that three agencies had, and another."""
    with app.app_context():
        record_many([complaint(1, *STORY), complaint(2)], city)
    return app

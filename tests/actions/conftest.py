"""What the tests of the desk's actions start from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from portal.actions.intake.record import record
from portal.domain.city import City
from tests.support.complaints import complaint
from tests.support.installed import install
from tests.support.one_ticket import AREA


@pytest.fixture
def one_ticket(app: Flask, city: City, quick_passwords: None) -> Iterator[None]:
    """The city and one ticket, which a kelurahan holds."""
    with app.app_context():
        install(city)
        record(complaint(1, area=AREA), city)
        yield

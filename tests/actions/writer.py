"""A writer process of test_log: records complaints and answers them, each in a transaction of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from portal import config, create_app
from portal.actions.apply_events import Act
from portal.actions.intake.record import record
from portal.actions.moderate import change_visibility
from portal.context import portal_of
from portal.domain.visibility import Visibility
from tests.support.complaints import complaint


def write(url: str, data: Path, writer: int, count: int) -> None:
    plain = config.from_environment({"PANTAU_DATA": str(data), "SECRET_KEY": "a key of the tests, long enough for one"})
    app = create_app(replace(plain, database_url=url))
    with app.app_context():
        city = portal_of(app).city
        for n in range(count):
            told = replace(complaint(n), source=f"writer {writer}")
            outcome = record(told, city)
            assert outcome.ticket_id is not None
            change_visibility(outcome.ticket_id, Visibility.STUB, "test", Act(city))

"""A city with a ticket and a real mail server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from portal.actions.intake.record import record_many
from portal.config import Settings
from portal.domain.city import City
from portal.mail.post import one_round
from tests.support.complaints import complaint
from tests.support.database import Database, plain_settings
from tests.support.followers import indexed
from tests.support.handed_on import STORY
from tests.support.mail_server import MailServer, mail_server


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def settings(database: Database, data: Path, server: MailServer) -> Settings:
    plain = replace(plain_settings(data), database_url=database.url, public_url="https://pantau.example")
    return replace(plain, smtp_url=server.url, mail_from="portal@kota.example")


@pytest.fixture
def portal(app: Flask, city: City) -> Iterator[Flask]:
    """The portal with one ticket that three agencies had; what happened to it before is no news."""
    with app.app_context():
        record_many([complaint(1, *STORY), complaint(2)], city)
        indexed(app)
        one_round(app)
        yield app

"""A portal that can write mails, with one ticket."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from portal.actions.intake.record import record_many
from portal.config import Settings
from portal.domain.city import City
from tests.support.complaints import complaint
from tests.support.handed_on import STORY


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, smtp_url="file:", mail_from="portal@kota.example")


@pytest.fixture
def told(app: Flask, city: City, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The portal with a ticket, and people who take more than two seconds to fill in a form."""
    with app.app_context():
        record_many([complaint(1, *STORY)], city)
    yield app

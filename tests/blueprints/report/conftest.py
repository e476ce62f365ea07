"""A city with reports on its streets, in which citizens report without waiting for the clock."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal import clock
from portal.web import public_forms
from tests.support.streets import NOW, street_city


@pytest.fixture(autouse=True)
def filled(app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """A city with reports, and a form that may be sent at once, for no person waits here."""
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=1))
    street_city(app, session)
    session.rollback()


@pytest.fixture(autouse=True)
def in_no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    found = public_forms._key
    monkeypatch.setattr(public_forms, "_key", lambda name, oldest, _youngest: found(name, oldest, timedelta(-9999)))

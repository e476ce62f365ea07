"""Where the steps of a report read: a city with reports on its streets."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.context import portal_of
from portal.queries.sources import Sources
from tests.support.streets import street_city


@pytest.fixture
def sources(app: Flask, session: Session) -> Sources:
    street_city(app, session)
    portal = portal_of(app)
    return Sources(session, portal.engine, portal.city, portal.cache)

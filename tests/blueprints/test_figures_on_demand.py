"""Figures on demand: who finds no place is told when to come back."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.web.limits import Slots
from tests.support.lens import filled
from tests.support.pages import Pages

pytestmark = pytest.mark.only_on("sqlite")


def test_one_too_many_is_told_when_to_come_back(
    app: Flask, session: Session, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(app, session)
    slots = Slots(1, retry_after=4)
    monkeypatch.setattr("portal.blueprints.figures_on_demand.figure_slots", slots)
    with slots.place():
        refused = pages.get("/tickets/figures?category=jalan", status=503)
        assert refused.response.headers["Retry-After"] == "4"
    assert pages.get("/tickets/figures?category=jalan").h1.startswith("Angka dari")

"""Which street an address means, in whatever form it is asked for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal import clock
from tests.support.pages import Pages
from tests.support.streets import AMPERA, NOW, SWADAYA, street_city

pytestmark = pytest.mark.only_on("sqlite")


@pytest.fixture(autouse=True)
def filled(app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=1))
    street_city(app, session)


def test_another_spelling_leads_to_the_street_and_an_unknown_name_is_not_found(pages: Pages) -> None:
    for typed in ("Jalan Ampera Raya", "JALAN-AMPERA-RAYA", "jalan-ampera-raya--ragunan"):
        assert pages.get(f"/streets/{typed}").path.endswith(AMPERA), typed
    moved = pages.client.get("/pictures/streets/JALAN-AMPERA-RAYA.png")
    assert moved.headers["Location"] == f"/pictures{AMPERA}.png"
    which = pages.get(SWADAYA)
    assert which.h1 == "Jalan Swadaya: yang mana?" and len(which.links("ul.bullets a")) == 2
    for unknown in ("jalan-tidak-ada", "--", "jalan-ampera-ryaa"):
        assert pages.get(f"/streets/{unknown}", status=404).h1 == "Halaman ini tidak ada"

"""What the script of the map is told: where to look, what to fetch, which words to use."""

from __future__ import annotations

import json
import re

import pytest
from flask import Flask
from sqlalchemy import delete
from sqlalchemy.orm import Session

from portal.models import AreaShape
from tests.support.lens import filled
from tests.support.pages import Page, Pages

pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def city_with_tickets(app: Flask, session: Session) -> None:
    filled(app, session)


def config(page: Page) -> dict[str, object]:
    found: dict[str, object] = json.loads(str(page.one("[data-map]")["data-map"]))
    return found


def test_the_script_is_told_no_foreign_address(pages: Pages) -> None:
    told = json.dumps(config(pages.get("/en/map?q=lubang")))
    assert not re.search(r"https?://", told)
    assert '"/en/map/cells.json"' in told


def test_a_city_without_outlines_is_framed_by_its_bounds(session: Session, pages: Pages) -> None:
    session.execute(delete(AreaShape))
    session.commit()
    page = pages.get("/map?layer=rate")
    assert page.all(".areas a") == []
    assert page.all(".layers a[aria-current]")[0].get_text() == "Laporan"
    assert config(page)["home"] == [[-6.378, 106.725], [-6.19, 106.88]]


def test_no_word_of_the_script_takes_the_place_of_another(pages: Pages) -> None:
    """What marks mean and what they open were once told under one name."""
    told = config(pages.get("/map"))["words"]
    assert isinstance(told, dict)
    assert "{place}" in told["private"] and "{place}" in told["circle"]
    assert [told[weight] for weight in ("late", "open", "closed", "resolved", "unknown")] == [
        "lewat batas",
        "masih terbuka",
        "berakhir tanpa perbaikan",
        "selesai",
        "tidak diketahui",
    ]
    assert len(set(told.values())) == len(told)

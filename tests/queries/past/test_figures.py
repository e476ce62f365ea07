"""The figures of a cell of the past: read once, kept for another order, refused where there are too many tickets."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.as_of import AsOf
from portal.domain.city import City
from portal.domain.period import ALL
from portal.models import Category
from portal.projections.checkpoints import newest
from portal.queries.past import cell
from portal.queries.past.cell import TooManyTickets
from portal.queries.past.figures import past_figures
from portal.queries.scorecards.group_figures import Only, one
from tests.support.compared import NOW, compared_city
from tests.support.complaints import MORNING
from tests.support.lens import sources
from tests.support.statements import counted

pytestmark = pytest.mark.only_on("sqlite")


def test_what_was_read_is_kept_until_another_cell_or_moment_is_asked_for(
    app: Flask, session: Session, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared_city(session, city)
    of, as_of = sources(app, session), AsOf(NOW, newest(session))
    jalan = session.scalars(select(Category.id).where(Category.name == "Jalan")).one()
    first = past_figures(of, as_of, f"category:{jalan}")
    assert first is not None
    sheets = first.read("agency/category", ALL, Only(category=jalan))
    assert {group.category for group in sheets} == {jalan}
    monkeypatch.setattr(cell, "MOST_TICKETS", 1)
    again = past_figures(of, as_of, f"category:{jalan}")
    assert again is not None
    with counted(session) as statements:
        assert again.read("agency/category", ALL, Only(category=jalan)) is sheets
    assert statements == []
    with pytest.raises(TooManyTickets):
        again.read("category", ALL)
    other = past_figures(of, AsOf(NOW - timedelta(days=1), as_of.seq), f"category:{jalan}")
    assert other is not None
    with pytest.raises(TooManyTickets):
        one(other, "category", ALL)
    assert past_figures(of, AsOf(MORNING, as_of.seq)) is None, "nothing had come in"

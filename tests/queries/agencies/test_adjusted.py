"""Shares on time with the city's mix of categories, from what is stored."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.domain.city import City
from portal.models import Agency
from portal.projections.scorecards import recompute
from portal.queries.agencies.adjusted import adjusted_share, adjusted_shares
from portal.queries.scorecards.group_figures import StoredFigures, stored_figures
from portal.queries.sources import Sources
from portal.queries.versioned_cache import VersionedCache
from tests.support.compared import NOW, QUICK, SLOW, waits
from tests.support.installed import install


@pytest.fixture
def sources(app: Flask, session: Session, city: City) -> Sources:
    """One office has roads, all late, and trees, all on time; the other roads alone."""
    install(city)
    trees = {"category": "Pohon"}
    records = [*waits(1, 20, 30, SLOW), *waits(101, 30, 1, SLOW, **trees), *waits(201, 40, 1, QUICK)]
    record_many(records, city)
    recompute(session, city, NOW)
    return Sources(session, portal_of(app).engine, city, VersionedCache())


def of(sources: Sources) -> tuple[StoredFigures, dict[str, int]]:
    figures = stored_figures(sources)
    assert figures is not None
    return figures, {slug: id for slug, id in sources.session.execute(select(Agency.slug, Agency.id))}


def test_an_office_is_weighed_by_what_the_whole_city_reports(sources: Sources) -> None:
    figures, ids = of(sources)
    found = adjusted_shares(figures, figures.published.usual)
    assert found[ids[SLOW]].figure.value == pytest.approx(30 / 90), "30 of the city's 90 are about trees"
    assert (found[ids[SLOW]].covered, found[ids[SLOW]].figure.n) == (1.0, 50)
    assert not found[ids[QUICK]].figure.shown, "of one category nothing is mixed"
    assert found[ids[QUICK]].covered == pytest.approx(60 / 90)
    assert adjusted_share(figures, ids[SLOW], figures.published.usual) == found[ids[SLOW]]


@pytest.mark.only_on("sqlite")
def test_a_month_has_no_figures_of_categories_and_none_is_adjusted(sources: Sources) -> None:
    figures, ids = of(sources)
    month = figures.published.find("2023-03")
    assert month is not None
    assert adjusted_shares(figures, month) == {}
    assert adjusted_share(figures, ids[SLOW], month) is None

"""Areas are shaded by rates of residents, the late share, or days; where there is too little to say, not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.domain.channel import ChannelKind
from portal.domain.city import PackChannel
from portal.domain.event import Kind
from portal.domain.lens import TicketFilter
from portal.domain.record import Record
from portal.queries.areas.shapes import area_shapes
from portal.queries.maps.area_counts import list_area_counts
from portal.queries.maps.layers import BEYOND, Layer, Shading, shading
from portal.queries.tickets.index import ticket_list
from tests.support.complaints import complaint, step
from tests.support.installed import install
from tests.support.lens import RAGUNAN, fed, filled, sources

NOW = datetime(2023, 6, 1, tzinfo=UTC)
EMPTY = "31.74.09.1001"


def resolved_after(number: int, hours: float) -> Record:
    return complaint(number, step(Kind.RESOLVED, number + hours, agency="Kelurahan Ragunan", text="Selesai."))


@pytest.fixture
def forty(app: Flask, session: Session) -> None:
    """Forty more: ten resolved within a day, twenty within five days, ten in twenty."""
    spans = [20.0] * 10 + [110.0] * 20 + [480.0] * 10
    filled(app, session, [resolved_after(100 + n, hours) for n, hours in enumerate(spans)])


def shaded(app: Flask, session: Session, layer: Layer, filter: TicketFilter | None = None) -> Shading:
    portal = portal_of(app)
    found = ticket_list(sources(app, session), filter or TicketFilter(), NOW, figures=False)
    counts = list_area_counts(portal.engine, found, portal.city, own_too=layer is Layer.CELLS)
    return shading(counts, layer, area_shapes(session, portal.cache, "kelurahan"))


@pytest.mark.usefixtures("forty")
def test_the_late_share_is_of_those_counted_and_open_ones_beyond_their_deadline(app: Flask, session: Session) -> None:
    found = shaded(app, session, Layer.OVERDUE)
    assert found.values[RAGUNAN] == pytest.approx(100 * 3 / 44)  # the rejected one is not counted
    assert (found.values[EMPTY], found.shade(EMPTY)) == (None, 0)


@pytest.mark.usefixtures("forty")
def test_a_rate_is_per_thousand_residents_of_the_population_s_year(app: Flask, session: Session) -> None:
    found = shaded(app, session, Layer.RATE)
    assert found.values[RAGUNAN] == pytest.approx(1000 * found.counts[RAGUNAN] / 42_646)
    assert found.year == 2010


@pytest.mark.usefixtures("forty")
def test_days_are_when_half_were_resolved(app: Flask, session: Session) -> None:
    found = shaded(app, session, Layer.DAYS)
    assert found.values[RAGUNAN] == pytest.approx(4 + 11 / 20)  # 31 of 44 within five days, 11 within four
    slow = replace(found, values={RAGUNAN: BEYOND})
    assert (slow.known(RAGUNAN), slow.shade(RAGUNAN)) == (None, len(found.scale.limits) + 1)


@pytest.mark.usefixtures("forty")
def test_an_area_with_few_tickets_is_not_shaded_by_days(app: Flask, session: Session) -> None:
    found = shaded(app, session, Layer.DAYS)
    assert (found.values[EMPTY], found.shade(EMPTY)) == (None, 0)


@pytest.mark.usefixtures("forty")
def test_what_was_chosen_by_its_outcome_has_no_days(app: Flask, session: Session) -> None:
    found = shaded(app, session, Layer.DAYS, TicketFilter(status=("resolved",)))
    assert found.by_outcome and set(found.values.values()) == {None}
    assert found.counts[RAGUNAN] > 30
    assert not shaded(app, session, Layer.RATE, TicketFilter(status=("resolved",))).by_outcome


@pytest.mark.usefixtures("forty")
def test_a_filter_shades_its_own_tickets(app: Flask, session: Session) -> None:
    only = shaded(app, session, Layer.RATE, TicketFilter(category=("penerangan-jalan",)))
    assert only.counts[RAGUNAN] == 1 and set(only.values.values()) == {None}  # too few


@pytest.mark.usefixtures("forty")
def test_areas_are_compared_without_what_the_city_reported_to_itself(app: Flask, session: Session) -> None:
    city = portal_of(app).city
    own = PackChannel(slug="patroli", name="Patroli", name_en="Patrol", kind=ChannelKind.CITY)
    install(replace(city, channels={**city.channels, "patroli": own}))
    before = shaded(app, session, Layer.RATE)
    done = [step(Kind.RESOLVED, 300.1 + n, agency="Kelurahan Ragunan") for n in range(60)]
    record_many([complaint(300 + n, done[n], channel="Patroli") for n in range(60)], city)
    fed(app, session)
    rate, days, cells = (shaded(app, session, layer) for layer in (Layer.RATE, Layer.DAYS, Layer.CELLS))
    assert (rate.values[RAGUNAN], rate.own) == (before.values[RAGUNAN], 60)
    assert (days.values[RAGUNAN], days.own) == (pytest.approx(4 + 11 / 20), 60)
    assert (cells.counts[RAGUNAN], cells.own) == (before.counts[RAGUNAN] + 60, 0)

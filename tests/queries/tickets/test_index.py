"""The figures and facets of the lens on tickets whose answers are known by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.domain.event import Kind
from portal.domain.lens import TicketFilter
from portal.domain.record import Record
from portal.queries.areas.shapes import area_shapes
from portal.queries.maps.frame import surround
from portal.queries.maps.layers import BEYOND, Layer, shading
from portal.queries.tickets.facets import SHOWN, facets, unknown
from portal.queries.tickets.index import TicketList, ticket_list
from portal.queries.tickets.names import Named, Names, lens_names
from portal.search.engine import Cell, Grid
from tests.support.complaints import MORNING, complaint, step
from tests.support.lens import RAGUNAN, fed, filled, sources

NOW = datetime(2023, 6, 1, tzinfo=UTC)


def named(*keys: str, parent: str | None = None) -> dict[str, Named]:
    return {key: Named(id, key, key.title(), parent=parent) for id, key in enumerate(keys, 1)}


NAMES = Names(
    agency=named(*(f"dinas-{n:02}" for n in range(20))),
    category=named("jalan", "sampah"),
    area=named("a", "b") | named("a1", "a2", parent="a"),
    channel=named("jaki"),
)


def test_a_facet_shows_the_most_frequent_and_whatever_is_chosen() -> None:
    counts = {"agency": {f"dinas-{n:02}": 100 - n for n in range(20)}}
    (facet,) = facets(counts, TicketFilter(agency=("dinas-19",)), NAMES)
    assert [v.key for v in facet.values] == [*(f"dinas-{n:02}" for n in range(SHOWN["agency"])), "dinas-19"]
    assert facet.values[-1].chosen
    assert len(facet.values) + len(facet.more) == 20


def test_a_choice_that_finds_nothing_can_still_be_dropped() -> None:
    (facet,) = facets({}, TicketFilter(category=("sampah",)), NAMES)
    assert [(v.key, v.number, v.chosen) for v in facet.values] == [("sampah", 0, True)]


def test_statuses_stand_under_their_type_in_the_order_of_their_course() -> None:
    counts = {"status": {"proses": 3, "menunggu": 2, "selesai": 9, "duplikat": 1}}
    (facet,) = facets(counts, TicketFilter(), NAMES)
    found = [(v.key, v.number, [w.key for w in v.within]) for v in facet.values]
    assert found == [("open", 5, ["menunggu", "proses"]), ("resolved", 9, ["selesai"]), ("closed", 1, ["duplikat"])]


def test_areas_within_a_chosen_one_are_shown() -> None:
    counts = {"area": {"a": 5, "a1": 3, "a2": 2, "b": 4}}
    (closed,) = facets(counts, TicketFilter(), NAMES)
    assert [(v.key, v.within) for v in closed.values] == [("a", ()), ("b", ())]
    (opened,) = facets(counts, TicketFilter(area=("a2",)), NAMES)
    assert [w.key for w in opened.values[0].within] == ["a1", "a2"]


def test_values_that_nothing_is_called_are_named() -> None:
    asked = TicketFilter(status=("open", "ngawur"), agency=("dinas-01", "x"))
    assert unknown(asked, NAMES) == (("status", "ngawur"), ("agency", "x"))


def resolved_after(number: int, hours: float, **changes: object) -> Record:
    done = step(Kind.RESOLVED, number + hours, agency="Kelurahan Ragunan", text="Selesai.")
    return replace(complaint(number, done), **changes)  # type: ignore[arg-type]


@pytest.fixture
def forty(app: Flask, session: Session) -> None:
    """Forty more: ten resolved within a day, twenty within five days, ten in twenty; of the eight, one is private."""
    spans = [20.0] * 10 + [110.0] * 20 + [480.0] * 10
    filled(app, session, [resolved_after(100 + n, hours) for n, hours in enumerate(spans)])


def listed(app: Flask, session: Session, filter: TicketFilter, now: datetime = NOW) -> TicketList:
    return ticket_list(sources(app, session), filter, now)


@pytest.mark.database
@pytest.mark.usefixtures("forty")
def test_the_share_fixed_in_a_week_leaves_out_what_was_rejected(app: Flask, session: Session) -> None:
    fixed = listed(app, session, TicketFilter()).headline.fixed
    assert fixed is not None
    assert (fixed.part, fixed.whole) == (
        31,
        46,
    )  # 47 public, one of them rejected; 30 of the forty and one of the eight


@pytest.mark.database
@pytest.mark.usefixtures("forty")
def test_tickets_too_young_for_a_week_are_not_counted_against_anybody(app: Flask, session: Session) -> None:
    soon = MORNING + timedelta(days=10)
    fixed = listed(app, session, TicketFilter(), soon).headline.fixed
    assert fixed is None  # all but the first eight came in less than a week before


@pytest.mark.database
@pytest.mark.usefixtures("forty")
def test_the_agency_with_most_overdue_is_named_within_the_filter(app: Flask, session: Session) -> None:
    everything = listed(app, session, TicketFilter())
    assert everything.headline.worst is not None
    assert everything.headline.worst.name == "Kelurahan Ragunan"
    assert everything.headline.worst_count == everything.overdue - 1
    other = "sudin-bina-marga"
    only = listed(app, session, TicketFilter(agency=(other,))).headline
    assert only.worst is not None
    assert (only.worst.key, only.worst_count) == (other, 1)


@pytest.mark.database
@pytest.mark.usefixtures("forty")
def test_an_area_is_shaded_by_when_half_of_its_tickets_were_resolved(app: Flask, session: Session) -> None:
    engine, city = portal_of(app).engine, portal_of(app).city
    areas = area_shapes(session, portal_of(app).cache, "kelurahan")
    found = shading(engine, listed(app, session, TicketFilter()), Layer.DAYS, areas, city)
    assert found.values[RAGUNAN] == 7  # 31 of 44 within seven days, 11 within three
    assert found.shade(RAGUNAN) == 3
    assert found.values["31.74.09.1001"] is None
    assert found.shade("31.74.09.1001") == 0
    slow = shading(engine, listed(app, session, TicketFilter(status=("open",))), Layer.DAYS, areas, city)
    assert BEYOND not in slow.values.values()  # too few to say so


@pytest.mark.database
@pytest.mark.usefixtures("forty")
def test_a_rate_is_per_thousand_of_those_who_live_there(app: Flask, session: Session) -> None:
    engine, city = portal_of(app).engine, portal_of(app).city
    areas = area_shapes(session, portal_of(app).cache, "kelurahan")
    found = shading(engine, listed(app, session, TicketFilter()), Layer.RATE, areas, city)
    assert found.values[RAGUNAN] == pytest.approx(1000 * found.counts[RAGUNAN] / 42_646)
    assert found.year == 2010


@pytest.mark.database
def test_names_are_read_again_when_the_log_has_grown(app: Flask, session: Session) -> None:
    filled(app, session)
    assert "kali-baru" not in lens_names(sources(app, session)).agency
    record_many([complaint(50, agency="Kali Baru")], portal_of(app).city)
    fed(app, session)
    assert lens_names(sources(app, session)).agency["kali-baru"].name == "Kali Baru"


def test_a_frame_leaves_out_the_few_that_lie_far_away() -> None:
    city = [Cell(-6.3 + n / 1000, 106.8, 100) for n in range(10)]
    astray = Cell(0.0, 0.0, 2)
    found = surround(Grid(0.01, (*city, astray)))
    assert found is not None
    assert (found.west, found.south) == pytest.approx((106.795, -6.305))
    assert (found.east, found.north) == pytest.approx((106.805, -6.286))
    assert surround(Grid(0.01)) is None

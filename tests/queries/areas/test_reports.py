"""Whose an area's reports are: without what the city reported to itself or is hidden, and only within the period."""

from __future__ import annotations

from dataclasses import replace

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.moderate import change_visibility
from portal.context import portal_of
from portal.domain.as_of import AsOf
from portal.domain.channel import ChannelKind
from portal.domain.city import City, PackChannel
from portal.domain.event import Kind
from portal.domain.period import ALL, Period, parse
from portal.domain.visibility import Visibility
from portal.models import Ticket
from portal.projections.checkpoints import newest
from portal.queries.areas.reports import AreaReports, area_reports, past_area_reports
from portal.queries.past.figures import past_figures
from portal.queries.sources import Sources
from portal.queries.tickets.names import lens_names
from portal.queries.versioned_cache import VersionedCache
from tests.support.compared import NOW
from tests.support.complaints import complaint, step
from tests.support.installed import install
from tests.support.lens import fed

PASAR_MINGGU = "31.74.04"


def test_shares_are_of_what_citizens_reported_in_the_period_now_and_then(
    app: Flask, session: Session, city: City
) -> None:
    own = PackChannel(slug="patroli", name="Patroli", name_en="Patrol", kind=ChannelKind.CITY)
    city = portal_of(app).city = replace(city, channels={**city.channels, own.slug: own})
    install(city)
    ours = [complaint(n, agency="sudin-sda") for n in (1, 2, 3, 4)] + [complaint(5, agency="sudin-lh")]
    record_many([*ours, *(complaint(n, agency="bpbd", channel="Patroli") for n in (6, 7))], city)
    (hidden,) = session.scalars(select(Ticket.id).where(Ticket.source_id == "4"))
    change_visibility(hidden, Visibility.HIDDEN, "Menyebut nama orang.", Act(city))

    def now(period: Period) -> AreaReports | None:
        fed(app, session)
        sources = Sources(session, portal_of(app).engine, city, VersionedCache())
        return area_reports(sources, PASAR_MINGGU, period, NOW)

    def then(at: AsOf, period: Period) -> AreaReports | None:
        sources = Sources(session, portal_of(app).engine, city, VersionedCache())
        figures = past_figures(sources, at)
        assert figures
        return past_area_reports(sources, figures, lens_names(sources).area[PASAR_MINGGU], period)

    def shares(found: AreaReports | None) -> list[tuple[str, int, float]]:
        return [(part.named.key, part.n, part.share) for part in found.agencies] if found else []

    quarter, year_before = parse("2023-Q1", city.zone), parse("2022", city.zone)
    assert quarter and year_before
    before = AsOf(NOW, newest(session))
    three_to_one = [("sudin-sda", 3, 0.75), ("sudin-lh", 1, 0.25)]
    assert shares(now(ALL)) == shares(now(quarter)) == three_to_one
    assert shares(then(before, ALL)) == shares(then(before, quarter)) == three_to_one
    assert now(year_before) is then(before, year_before) is None

    moved = step(Kind.TRANSFERRED, 30, agency="sudin-sda", to_agency="sudin-lh", text="Bukan kewenangan kami.")
    record_many([complaint(1, moved, agency="sudin-sda"), complaint(8, agency="sudin-lh")], city)
    assert shares(now(ALL)) == [("sudin-lh", 3, 0.6), ("sudin-sda", 2, 0.4)]
    assert shares(then(before, ALL)) == three_to_one, "what was cited stays"
    after = then(AsOf(NOW, newest(session)), ALL)
    assert shares(after) == shares(now(ALL)) and after and after.seq == newest(session)

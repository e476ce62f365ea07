"""Whose an area's reports are: without what the city reported to itself, and only within the period."""

from __future__ import annotations

from dataclasses import replace

from flask import Flask
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.domain.channel import ChannelKind
from portal.domain.city import City, PackChannel
from portal.domain.period import ALL, Period, parse
from portal.queries.areas.reports import area_reports
from portal.queries.sources import Sources
from portal.queries.versioned_cache import VersionedCache
from tests.support.compared import NOW
from tests.support.complaints import complaint
from tests.support.installed import install
from tests.support.lens import fed

PASAR_MINGGU = "31.74.04"


def test_shares_are_of_what_citizens_reported_in_the_period(app: Flask, session: Session, city: City) -> None:
    own = PackChannel(slug="patroli", name="Patroli", name_en="Patrol", kind=ChannelKind.CITY)
    city = portal_of(app).city = replace(city, channels={**city.channels, own.slug: own})
    install(city)
    ours = [complaint(n, agency="sudin-sda") for n in (1, 2, 3)] + [complaint(4, agency="sudin-lh")]
    record_many([*ours, *(complaint(n, agency="bpbd", channel="Patroli") for n in (5, 6))], city)
    sources = Sources(session, portal_of(app).engine, city, VersionedCache())
    fed(app, session)

    def shares(period: Period | None) -> list[tuple[str, float]]:
        found = area_reports(sources, PASAR_MINGGU, period or ALL, NOW)
        return [(part.named.key, part.share) for part in found.agencies] if found else []

    assert shares(ALL) == shares(parse("2023-Q1", city.zone)) == [("sudin-sda", 0.75), ("sudin-lh", 0.25)]
    assert shares(parse("2022", city.zone)) == []

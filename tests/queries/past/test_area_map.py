"""A past moment's shaded map is the one of a database that stopped there, whatever came later."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.moderate import change_visibility
from portal.domain.channel import ChannelKind
from portal.domain.city import PackChannel
from portal.domain.event import Kind
from portal.domain.lens import TicketFilter
from portal.domain.visibility import Visibility
from portal.models import Ticket
from portal.queries.maps import area_counts, layers
from portal.queries.maps.layers import Layer
from portal.queries.maps.page import MapPage, map_page
from portal.queries.past.area_map import PastMap, past_map
from tests.support.complaints import complaint, step
from tests.support.database import Database
from tests.support.installed import install
from tests.support.lens import fed, sources
from tests.support.random_history import AGENCIES, AREAS, History

SHADES = (Layer.RATE, Layer.DAYS, Layer.OVERDUE)
FILTERS = (
    TicketFilter(),
    TicketFilter(area=("31.74.04",), excluded=(("agency", AGENCIES[0]),)),
    TicketFilter(excluded=(("area", AREAS[0]),), category=("jalan",)),
    TicketFilter(status=("open",)),
)


def shown(page: MapPage | PastMap) -> tuple[Any, ...]:
    found = page if isinstance(page, PastMap) else page.found
    return page.shading, page.areas and page.areas.level, found.total, found.hidden, found.filter


def test_a_map_as_of_a_stop_is_that_of_a_database_that_stopped_there(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch, quick_passwords: None, database: Database
) -> None:
    monkeypatch.setattr(layers, "FEW", 1)
    for module in (area_counts, layers):
        monkeypatch.setattr(module, "HORIZONS", (1, 2))
    read = sources(app, session)
    own = PackChannel(slug="temuan", name="Temuan petugas", name_en="Found by an officer", kind=ChannelKind.CITY)
    city = replace(read.city, moderated=True, channels={**read.city.channels, own.slug: own})
    install(city)
    read = replace(read, city=city)
    history = History(session, city, monkeypatch, seed=3 + int(database.kind == "postgresql"))
    history.day(120)
    record_many([complaint(900 + n, step(Kind.REJECTED, 901 + n, text="Bukan wewenang.")) for n in range(3)], city)
    change_visibility(session.scalars(select(Ticket.id)).first() or 0, Visibility.HIDDEN, "Nama orang.", Act(city))
    asked = [(filter, layer) for filter in FILTERS for layer in SHADES]
    stops = []
    for _ in range(3):
        history.day(60)
        fed(app, session)
        stops.append((history.stop().as_of, [shown(map_page(read, *one, history.now)) for one in asked]))
    for layer in range(len(SHADES)):
        assert len({repr(maps[layer]) for _, maps in stops}) == len(stops), "each day another map"
    assert all(maps[0][0].own > 0 for _, maps in stops)
    for as_of, was in stops:
        then = [shown(past_map(read, *one, as_of)) for one in asked]
        assert [one for one, found, once in zip(asked, then, was, strict=True) if found != once] == []

"""A filter's figures as of a past moment are those that the index found then, whatever came later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.moderate import change_visibility
from portal.domain.lens import Box, TicketFilter
from portal.domain.visibility import Visibility
from portal.models import Ticket
from portal.queries.past.lens import only_today, past_lenses, reads_all
from portal.queries.past.months import past_months
from portal.queries.tickets.figures import LensFigures, lenses
from portal.queries.tickets.index import ticket_list
from portal.search.engine import MonthCount
from tests.support.database import Database
from tests.support.installed import install
from tests.support.lens import fed, sources
from tests.support.random_history import AGENCIES, AREAS, History

EVERY, DAYS = TicketFilter(), {"since": date(2023, 3, 30), "until": date(2023, 4, 1)}
#: With every field that the log knows of, alone and together.
FILTERS = (
    EVERY,
    TicketFilter(agency=AGENCIES[:1]),
    TicketFilter(agency=AGENCIES[1:], **DAYS),  # type: ignore[arg-type]
    TicketFilter(category=("jalan",), excluded=(("agency", AGENCIES[0]),)),
    TicketFilter(area=("31.74.04",), excluded=(("area", AREAS[0]),)),
    TicketFilter(area=AREAS[1:], channel=("jaki",)),
    TicketFilter(channel=("entah",)),
    TicketFilter(excluded=(("channel", "jaki"),), **DAYS),  # type: ignore[arg-type]
    TicketFilter(status=("open", "ditutup")),
    TicketFilter(status=("selesai",), agency=AGENCIES),
    TicketFilter(overdue=True),
    TicketFilter(asked=("pam-jaya", "sudin-sda")),
    TicketFilter(asked=("dinas-bina-marga",), category=("jalan",)),
    TicketFilter(excluded=(("asked", "pam-jaya"),)),
    TicketFilter(overdue=True, excluded=(("status", "proses"),), category=("jalan",)),
)


def said(found: LensFigures) -> tuple[object, ...]:
    tickets = found.tickets
    return sorted(tickets.ids.tolist()), tickets.hidden, tickets.by_outcome, tickets.unknown, found.sheet


def in_list(trend: tuple[MonthCount, ...]) -> list[tuple[date, int, int]]:
    found = [(date(m.month // 100, m.month % 100, 1), m.received, m.resolved) for m in trend]
    return [month for month in found if any(month[1:])]


def test_a_filter_as_of_a_stop_has_the_figures_of_a_database_that_stopped_there(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch, quick_passwords: None, database: Database
) -> None:
    read = sources(app, session)
    install(read.city)
    read = replace(read, city=replace(read.city, moderated=True))
    history = History(session, read.city, monkeypatch, seed=7 + int(database.kind == "postgresql"))
    history.day(40)
    change_visibility(session.scalars(select(Ticket.id)).first() or 0, Visibility.HIDDEN, "Nama orang.", Act(read.city))
    stops, listed = [], []
    for _ in range(4):
        history.day(30)
        history.coordinate(20)
        fed(app, session)
        stops.append((history.stop().as_of, [said(found) for found in lenses(read, FILTERS, history.now)]))
        listed.append([in_list(ticket_list(read, filter, history.now).trend) for filter in FILTERS])
    assert all(first != last for first, last in zip(stops[0][1], stops[-1][1], strict=True) if first[0])
    assert len({repr(months) for months in listed}) == len(stops)
    assert any(done for months in listed[0] for _, _, done in months)
    for (as_of, was), months in zip(stops, listed, strict=True):
        then = [past_months(read, filter, as_of).months for filter in FILTERS]
        assert [[month for month in of if any(month[1:])] for of in then] == months
        alone = [said(past_lenses(read, [filter], as_of)[0]) for filter in FILTERS]
        assert [place for place, (found, once) in enumerate(zip(alone, was, strict=True)) if found != once] == []
        assert [said(found) for found in past_lenses(read, FILTERS, as_of)] == was, "together as alone"


def test_what_only_the_present_answers_is_named() -> None:
    asked = TicketFilter(q="lubang", asked=("pam-jaya",), bbox=Box(106.7, -6.3, 106.9, -6.2), category=("jalan",))
    assert only_today(asked) == ("q", "bbox")
    assert [only_today(filter) for filter in FILTERS] == [()] * len(FILTERS)
    assert [reads_all([filter]) for filter in FILTERS[:4]] == [True, False, False, False]
    assert reads_all([FILTERS[1], FILTERS[-2]]), "one that narrows nothing reads all"

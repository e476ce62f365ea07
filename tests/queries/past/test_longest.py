"""What had waited longest at a past moment is what a database named that stopped there; what is hidden since is not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.moderate import change_visibility
from portal.domain.as_of import AsOf
from portal.domain.visibility import Visibility
from portal.models import Ticket
from portal.queries.agencies.longest import LongWaits, long_waits
from portal.queries.agencies.page import agency_page, agency_version, past_agency_page
from portal.queries.past.figures import past_figures
from portal.queries.sources import Sources
from tests.support.asked import sources_of
from tests.support.database import Database
from tests.support.installed import install
from tests.support.random_history import AGENCIES, History

Named = list[tuple[object, ...]]


def named(found: LongWaits) -> Named:
    """Without titles, which are today's."""
    return [
        (w.ticket.code, w.ticket.category, w.ticket.area, w.ticket.submitted_at, w.ticket.until, w.held)
        for w in found.waits
    ]


def waits(read: Sources, slug: str, past: AsOf | None = None) -> LongWaits:
    known = agency_version(read.session, slug)
    assert known is not None
    if past is None:
        page = agency_page(read, known, "all")
    else:
        figures = past_figures(read, past, known.scorecard.cell)
        page = past_agency_page(read, known, "all", figures) if figures else None
    return long_waits(read, page.id, page.longest, past) if page else LongWaits((), 0)


def test_the_longest_as_of_a_stop_are_those_of_a_database_that_stopped_there(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch, quick_passwords: None, database: Database
) -> None:
    read = sources_of(app, session)
    install(read.city)
    history = History(session, read.city, monkeypatch, seed=31 + int(database.kind == "postgresql"))
    stops: list[tuple[AsOf, dict[str, LongWaits]]] = []
    for _ in range(4):
        history.day(40)
        as_of = history.stop().as_of
        stops.append((as_of, {slug: waits(read, slug) for slug in AGENCIES}))
    lists = [[named(found[slug]) for slug in AGENCIES] for _, found in stops]
    assert all(was != then for was, then in pairwise(lists))
    assert any(len(wait.held) != 1 for _, found in stops for one in found.values() for wait in one.waits), "moved about"
    for as_of, found in stops:
        for slug, was in found.items():
            then = waits(read, slug, as_of)
            assert (named(then), then.hidden) == (named(was), was.hidden), (as_of, slug)

    as_of, found = stops[1]
    slug = max(found, key=lambda slug: len(found[slug].waits))
    gone = found[slug].waits[0].ticket.id
    assert session.scalar(select(Ticket.visibility).where(Ticket.id == gone)) != Visibility.HIDDEN
    session.rollback()
    change_visibility(gone, Visibility.HIDDEN, "Menyebut nama orang.", Act(read.city))
    then = waits(read, slug, as_of)
    assert (named(then), then.hidden) == (named(found[slug])[1:], found[slug].hidden + 1)

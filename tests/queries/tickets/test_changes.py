"""A feed carries what changed lately, each ticket once, page after page, however many tickets there are."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.respond import note, respond
from portal.context import portal_of
from portal.domain.lens import TicketFilter
from portal.queries.tickets import changes
from portal.queries.tickets.changes import Change, TicketChanges, ticket_changes
from tests.support.complaints import MORNING, complaint
from tests.support.lens import fed, filled, sources
from tests.support.one_ticket import actor, holder, ticket

NOW = MORNING + timedelta(days=30)


@pytest.fixture
def eight(app: Flask, session: Session) -> Session:
    filled(app, session)
    return session


def found(
    app: Flask, session: Session, filter: TicketFilter | None = None, *, before: int | None = None, most: int = 100
) -> TicketChanges:
    return ticket_changes(sources(app, session), filter or TicketFilter(), NOW, before=before, most=most)


def numbers(session: Session, changed: TicketChanges) -> list[str]:
    names = {ticket(str(n)).id: str(n) for n in range(1, 9)}
    return [names[id] for id, _ in changed.changes]


@pytest.fixture(params=[0, 5_000], ids=["walked", "looked up"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few tickets are looked up, of many the log is walked; both in windows of three events."""
    monkeypatch.setattr(changes, "FEW", request.param)
    monkeypatch.setattr(changes, "WINDOW", 3)


@pytest.mark.usefixtures("either_way")
@pytest.mark.parametrize("filter", [TicketFilter(), TicketFilter(area=("31.74.04",))])
def test_an_old_ticket_that_is_answered_comes_first(app: Flask, eight: Session, filter: TicketFilter) -> None:
    before = numbers(eight, found(app, eight, filter))
    assert sorted(before) == (
        ["1", "2", "3", "4", "5", "8"] if filter.area else ["1", "2", "3", "4", "5", "6", "7", "8"]
    )
    respond(ticket("1").id, "Kami cek lagi.", Act(portal_of(app).city, holder()))
    fed(app, eight)
    assert numbers(eight, found(app, eight, filter)) == ["1", *(n for n in before if n != "1")]


@pytest.mark.usefixtures("either_way")
@pytest.mark.parametrize("filter", [TicketFilter(), TicketFilter(area=("31.74.04",))])
def test_pages_hold_every_ticket_once(app: Flask, eight: Session, filter: TicketFilter) -> None:
    whole = found(app, eight, filter).changes
    paged: list[Change] = []
    before = None
    while True:
        page = found(app, eight, filter, before=before, most=2)
        paged += page.changes
        before = page.older
        if before is None:
            break
    assert tuple(paged) == whole
    assert [seq for _, seq in whole] == sorted((seq for _, seq in whole), reverse=True)


@pytest.mark.usefixtures("either_way")
def test_a_note_changes_nothing(app: Flask, eight: Session) -> None:
    before = found(app, eight)
    note(ticket("1").id, "Catatan.", Act(portal_of(app).city, holder()))
    fed(app, eight)
    assert found(app, eight) == before


@pytest.mark.usefixtures("either_way")
def test_only_the_filter_s_tickets_are_there(app: Flask, eight: Session) -> None:
    record_many([complaint(9, category="Taman")], portal_of(app).city)
    fed(app, eight)
    assert numbers(eight, found(app, eight, TicketFilter(q="puing"))) == ["5", "8"], (
        "5 is hidden: told whatever is asked"
    )
    assert numbers(eight, found(app, eight, TicketFilter(q="tidakada"))) == ["5"]
    assert numbers(eight, found(app, eight, TicketFilter(agency=("sudin-bina-marga",)))) == ["8"]
    assert found(app, eight, TicketFilter(until=date(2001, 1, 1))).changes == ()


@pytest.mark.usefixtures("either_way")
def test_what_happens_to_a_hidden_ticket_does_not_move_it(app: Flask, eight: Session) -> None:
    before = found(app, eight)
    respond(ticket("5").id, "Sudah kami kerjakan.", Act(portal_of(app).city, actor(ticket("5").holder_id)))
    fed(app, eight)
    assert found(app, eight).changes == before.changes

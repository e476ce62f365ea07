"""What the index says of a ticket's timeline is what the database says: over random histories, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from flask import Flask
from sqlalchemy import ColumnElement, exists, select, tuple_
from sqlalchemy.orm import Session, aliased

from portal.actions.apply_events import Act, apply_events
from portal.context import portal_of
from portal.domain.city import City
from portal.domain.condition import Condition
from portal.domain.event import Kind
from portal.domain.lens import TicketFilter
from portal.domain.permission import Role
from portal.domain.source_clock import SourceClocks
from portal.domain.timeline import MissedDeadline, Passed
from portal.domain.visibility import SEARCHED, Visibility
from portal.extensions import db
from portal.models import Attachment, AttachmentFlag, Category, Custody, Event, Ticket
from portal.projections.search_documents import Documents
from portal.queries.city.clocks import passed, source_clocks
from portal.queries.tickets.overtaken import stands
from portal.queries.tickets.page import ticket_page
from portal.queries.tickets.version import version
from portal.queries.versioned_cache import VersionedCache
from portal.search import open_engine
from portal.search.engine import Engine
from portal.search.query_parser import parse
from tests.support.demonstration import NOW
from tests.support.installed import install
from tests.support.one_ticket import actor, agency
from tests.support.random_history import History

_moved = aliased(Event)


def _ever(kind: Kind) -> ColumnElement[bool]:
    return exists().where(Event.ticket_id == Ticket.id, Event.kind == kind.value)


def _promise_broken(clocks: SourceClocks) -> ColumnElement[bool]:
    """A promised day that no promise moved before it came, on which somebody had the ticket, has passed."""
    made, moved = tuple_(Event.happened_at, Event.seq), tuple_(_moved.happened_at, _moved.seq)
    in_time = exists().where(
        _moved.ticket_id == Event.ticket_id,
        _moved.kind == Kind.PROMISED.value,
        moved > made,
        _moved.happened_at <= Event.promised_at,
    )
    held = exists().where(
        Custody.ticket_id == Event.ticket_id,
        Custody.from_at <= Event.promised_at,
        Custody.to_at.is_(None) | (Custody.to_at > Event.promised_at),
    )
    return exists().where(
        Event.ticket_id == Ticket.id,
        Event.kind == Kind.PROMISED.value,
        stands(),
        ~in_time.correlate(Event),
        held.correlate(Event),
        passed(clocks, Event.promised_at),
    )


def _shows_photo(*more: ColumnElement[bool]) -> ColumnElement[bool]:
    """The whole ticket is public, its category holds nothing back, and a public event still shows a photo of it."""
    held_back = exists().where(Category.id == Ticket.category_id, Category.sensitive).correlate(Ticket)
    its_event = exists().where(Event.seq == Attachment.event_seq, Event.public, Event.redacted_by.is_(None))
    shown = Attachment.removed_at.is_(None) & Attachment.files_kept & its_event.correlate(Attachment)
    photo = exists().where(Attachment.ticket_id == Ticket.id, shown, *more).correlate(Ticket)
    return (Ticket.visibility == Visibility.FULL.value) & ~held_back & photo


def _by_sql(session: Session, clocks: SourceClocks) -> dict[str, set[int]]:
    conditions: dict[str, ColumnElement[bool]] = {
        Condition.DISPUTED: Ticket.disputed > 0,
        Condition.REOPENED: Ticket.reopened > 0,
        Condition.UNANSWERED: Ticket.first_response_at.is_(None) & (Ticket.status != "tidak_diketahui"),
        Condition.PASSED_ON: Ticket.handoffs > 0,
        Condition.PROMISE_BROKEN: _promise_broken(clocks),
        Condition.MERGED: Ticket.status == "duplikat",
        Condition.PRIVATE: Ticket.visibility == Visibility.STUB.value,
        Condition.WITH_PHOTO: _shows_photo(),
        Condition.FLAGGED: _shows_photo(exists().where(AttachmentFlag.attachment_id == Attachment.id)),
    }
    public = Ticket.visibility.in_(SEARCHED)
    found = {
        f"is:{name}": set(session.scalars(select(Ticket.id).where(public, where))) for name, where in conditions.items()
    }
    for least in (2, 3):
        found[f"handoffs:>={least}"] = set(session.scalars(select(Ticket.id).where(public, Ticket.handoffs >= least)))
    found["all"] = set(session.scalars(select(Ticket.id).where(public)))
    return found


def test_each_condition_chooses_the_tickets_that_sql_chooses(
    session: Session, city: City, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(city)
    history = History(session, city, monkeypatch, seed=1)
    for _ in range(9):
        history.day(25)
    _promise(session, city)
    session.rollback()
    clocks = source_clocks(session, VersionedCache(), history.now)
    later = replace(clocks, now=history.now + timedelta(days=3))
    expected = {at: _by_sql(session, at) for at in (clocks, later)}
    documents = Documents(session, city).of(session.scalars(select(Ticket.id)).all())
    for kind in ("tantivy", "whoosh"):
        engine = open_engine(kind, tmp_path / kind, city)
        engine.write(documents, [], 1)
        for at, sets in expected.items():
            _agrees(engine, city, at, sets)
        engine.close()
    assert sum(map(bool, expected[later].values())) > len(Condition), "nothing would be proved by none"
    assert expected[clocks]["is:promise-broken"] < expected[later]["is:promise-broken"]


def _promise(session: Session, city: City) -> None:
    """An officer promises the day after tomorrow for some open tickets whose clock is the portal's own."""
    own = select(Ticket.id).where(Ticket.source.in_(("desk", "form")), Ticket.ended_at.is_(None))
    act = Act(city, actor(agency("pam-jaya"), Role.COORDINATOR))
    for ticket in session.scalars(own.order_by(Ticket.id).limit(5)).all():
        apply_events(ticket, lambda _, now: [act.draft(Kind.PROMISED, now, promised_at=now + timedelta(days=2))], act)


def _agrees(engine: Engine, city: City, at: SourceClocks, sets: dict[str, set[int]]) -> None:
    """What each condition finds, and what its negation does, is what the database says."""
    for text in (text for text in sets if text != "all"):
        tree, without = (parse(asked, city, engine.analyser, at).tree for asked in (text, f"-{text}"))
        assert set(engine.ids(tree, TicketFilter(), at)) == sets[text], (engine.name, text)
        assert set(engine.ids(without, TicketFilter(), at)) == sets["all"] - sets[text], (engine.name, text)


def test_on_the_demonstration_they_agree_with_sql_and_with_the_timelines(demonstration: Flask) -> None:
    portal = portal_of(demonstration)
    with demonstration.app_context():
        session = db.session()
        clocks = source_clocks(session, portal.cache, NOW)
        sets = _by_sql(session, clocks)
        _agrees(portal.engine, portal.city, clocks, sets)
        assert 20 < len(sets["is:flagged"]) < len(sets["is:with-photo"]) < len(sets["all"]) / 2
        promised = select(Ticket).where(Ticket.promised_at.is_not(None), Ticket.visibility.in_(SEARCHED))
        tickets = Random(1).sample(session.scalars(promised.order_by(Ticket.id)).all(), 60)
        for ticket in tickets:
            known = version(session, ticket.code)
            assert known is not None
            entries = (entry for spell in ticket_page(session, known, clocks).spells for entry in spell.entries)
            passed_days = [e for e in entries if isinstance(e, MissedDeadline) and e.passed is Passed.PROMISE]
            assert (ticket.id in sets["is:promise-broken"]) == bool(passed_days), ticket.code
        broken = {ticket.id for ticket in tickets} & sets["is:promise-broken"]
        assert 5 < len(broken) < 55

"""What every action on one ticket shares: the log, state and custody in one commit, conflicts, and nothing halfway."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal import clock
from portal.actions import drafts as kept_drafts
from portal.actions import respond
from portal.actions.apply_events import REMEMBERED, Act, Conflict, FilledForm, apply_events
from portal.actions.bulk import insert_rows
from portal.actions.ticket_rows import custody_rows, state_row
from portal.domain.city import City
from portal.domain.custody import CustodyPeriod, CustodyRole
from portal.domain.event import EventDraft, Kind
from portal.domain.replay import replay
from portal.domain.status import Refused
from portal.domain.transitions import TicketState
from portal.extensions import db
from portal.models import Agency, Custody, Draft, Event, SentForm, Ticket
from portal.queries.tickets.state import state_of
from tests.support.drafts import allowed_events
from tests.support.one_ticket import by, custody, events, holder, refused, stored, ticket

pytestmark = pytest.mark.usefixtures("one_ticket")


def test_the_second_of_two_officers_is_told_and_nothing_of_theirs_is_written(city: City) -> None:
    act = by(holder(), city)
    respond.respond(ticket().id, "Yang pertama.", act)
    before = stored()
    with pytest.raises(Conflict) as told:
        respond.respond(ticket().id, "Yang kedua.", act)
    assert (told.value.seen, told.value.last) == (1, 2)
    assert stored() == before


def test_the_system_writes_whatever_was_seen(city: City) -> None:
    respond.respond(ticket().id, "Yang pertama.", by(holder(), city))
    timed_out = apply_events(ticket().id, lambda state, now: [Act(city).draft(Kind.TIMED_OUT, now)], Act(city))
    assert (events()[-1].seq, events()[-1].officer_id, events()[-1].agency_id) == (timed_out, None, None)
    assert (ticket().status, ticket().closing, ticket().resolved_at) == ("ditutup", "timed_out", None)


def test_a_ticket_that_is_not_there_is_said_so(city: City) -> None:
    with pytest.raises(LookupError):
        apply_events(99, lambda state, now: [], Act(city))


def test_no_events_are_nothing_to_do(city: City) -> None:
    with refused("nothing_to_do"):
        apply_events(ticket().id, lambda state, now: [], Act(city))


def test_when_the_second_event_is_refused_the_first_is_not_written(city: City) -> None:
    act = by(holder(), city)

    def decide(state: TicketState, now: datetime) -> list[EventDraft]:
        return [act.draft(Kind.RESPONDED, now, "Benar."), act.draft(Kind.VALIDATED, now)]

    with refused("validator_needed"):
        apply_events(ticket().id, decide, act)


def test_what_fails_alongside_takes_the_events_with_it(city: City) -> None:
    def fail(session: Session, ticket: Ticket, seq: int) -> None:
        session.execute(delete(Custody))
        raise Refused("already_so")

    act = by(holder(), city)
    with refused("already_so"):
        apply_events(ticket().id, lambda state, now: [act.draft(Kind.RESPONDED, now, "Benar.")], act, alongside=fail)


def test_a_clock_that_runs_behind_never_dates_an_event_before_the_report(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    act, submitted = by(holder(), city), ticket().submitted_at
    monkeypatch.setattr(clock, "now", lambda: submitted - timedelta(hours=1))
    respond.respond(ticket().id, "Ya, benar.", act)
    assert events()[-1].happened_at == events()[-1].recorded_at == submitted


def test_a_form_that_was_sent_takes_its_own_draft_with_it_and_no_other(city: City) -> None:
    me = holder()
    kept_drafts.keep(ticket().id, me.officer, "Sudah kami")
    kept_drafts.keep(ticket().id, me.officer, "Telepon", "note")
    respond.note(ticket().id, "Telepon.", replace(by(me, city), form=FilledForm("k" * 22, "note")))
    assert db.session.scalars(select(Draft.text)).all() == ["Sudah kami"]
    respond.respond(ticket().id, "Tanpa formulir.", by(me, city))
    assert db.session.scalars(select(Draft.text)).all() == ["Sudah kami"]
    respond.respond(ticket().id, "Sudah kami cek.", replace(by(me, city), form=FilledForm("", "respond")))
    assert db.session.scalars(select(Draft.text)).all() == []


def test_a_form_is_known_by_its_key_and_the_first_event_that_it_made(city: City) -> None:
    me, promise = holder(), clock.now() + timedelta(days=3)
    act = replace(by(me, city), form=FilledForm("k" * 22, "respond"))
    respond.respond(ticket().id, "Kami datang.", act, promise=promise)
    sent = db.session.execute(select(SentForm)).scalar_one()
    assert (sent.officer_id, sent.key, sent.seq) == (me.officer, "k" * 22, 2)
    assert [event.kind for event in events()] == ["received", "responded", "promised"]


def test_a_key_is_good_for_one_sending(city: City) -> None:
    act = replace(by(holder(), city), form=FilledForm("k" * 22, "respond"))
    respond.respond(ticket().id, "Kami datang.", act)
    before = stored()
    with pytest.raises(IntegrityError):
        respond.respond(ticket().id, "Kami datang.", replace(act, seen=None))
    assert stored() == before


def test_old_keys_are_forgotten(city: City, still: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    act = by(holder(), city)
    respond.note(ticket().id, "Satu.", replace(act, form=FilledForm("a" * 22, "note")))
    monkeypatch.setattr(clock, "now", lambda: still + REMEMBERED + timedelta(seconds=1))
    respond.note(ticket().id, "Dua.", replace(act, seen=None, form=FilledForm("b" * 22, "note")))
    assert db.session.scalars(select(SentForm.key)).all() == ["b" * 22]


def test_an_act_writes_in_the_name_of_officer_and_agency(city: City) -> None:
    me = holder()
    made = by(me, city).draft(Kind.RESPONDED, clock.now(), " Ya.\u200b ")
    assert (made.agency, made.officer, made.text) == (me.agency, me.officer, "Ya.")
    assert Act(city).draft(Kind.TIMED_OUT, clock.now()).officer is None


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_desk_keeps_the_custody_and_state_that_a_replay_of_its_log_gives(
    app: Flask, city: City, data: st.DataObject
) -> None:
    begin_again()
    start, first = ticket().submitted_at, ticket().holder_id
    validator = db.session.scalars(select(Agency.id).where(Agency.slug == city.validator)).one()
    others = [id for id in db.session.scalars(select(Agency.id).order_by(Agency.id)) if id not in (first, validator)]
    known = data.draw(allowed_events(start, (first, *others[:2], validator), validator, other_ticket=ticket().id))
    drafts = known[: _before_merge(known)]
    for draft in drafts[1:]:
        apply_events(ticket().id, lambda state, now, draft=draft: [draft], Act(city))  # type: ignore[misc]
    found = replay(drafts, validator)
    rows = db.session.execute(select(Custody).order_by(Custody.from_at, Custody.id)).scalars()
    assert [CustodyPeriod(r.agency_id, r.from_at, r.to_at, CustodyRole(r.role)) for r in rows] == found.custody
    assert [event.status_after for event in events()] == [status.value for status in found.statuses]
    assert state_of(ticket()) == found.state


def _before_merge(drafts: list[EventDraft]) -> int:
    """How many events come before the first merge: the ticket here has no other to be merged into."""
    return next((place for place, draft in enumerate(drafts) if draft.kind is Kind.MERGED), len(drafts))


def begin_again() -> None:
    """The ticket as it came in."""
    first = ticket()
    received = db.session.get_one(Event, 1)
    fresh = replay([EventDraft(kind=Kind.RECEIVED, at=first.submitted_at, agency=received.agency_id)], None)
    db.session.execute(delete(Event).where(Event.seq > 1))
    db.session.execute(delete(Custody))
    insert_rows(db.session(), Custody, custody_rows(first.id, fresh.custody))
    for name, value in (state_row(fresh.state) | {"last_seq": 1}).items():
        setattr(first, name, value)
    db.session.commit()
    assert custody() == [(received.agency_id, True)]

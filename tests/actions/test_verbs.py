"""What officers do to a ticket: allowed, refused with a reason, or told that someone was faster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal import clock
from portal.actions import assign, moderate, officers, resolve, respond
from portal.actions.apply_events import Act, Conflict
from portal.actions.install import install
from portal.actions.intake.record import record
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.permission import Actor, Role
from portal.domain.status import Refused
from portal.domain.visibility import Visibility
from portal.extensions import db
from portal.models import Agency, Custody, Event, Officer, Original, Ticket
from portal.queries.desk.ticket import work_ticket
from tests.support.complaints import complaint


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> Iterator[None]:
    with app.app_context():
        install(city)
        record(complaint(1, area="31.74.04.1006"), city)
        yield


def ticket() -> Ticket:
    db.session.expire_all()
    return db.session.execute(select(Ticket)).scalar_one()


def agency(slug: str) -> int:
    return db.session.execute(select(Agency.id).where(Agency.slug == slug)).scalar_one()


def actor(agency_id: int, role: Role = Role.OFFICER) -> Actor:
    email = f"{role.value}{agency_id}@example.org"
    found = db.session.execute(select(Officer.id).where(Officer.email == email)).scalar()
    if found is None:
        slug = db.session.execute(select(Agency.slug).where(Agency.id == agency_id)).scalar_one()
        found = officers.add(email, "Petugas", slug, role, "a long password")
    return Actor(found, agency_id, role)


def holder(role: Role = Role.OFFICER) -> Actor:
    return actor(ticket().holder_id, role)


def validator(city: City) -> Actor:
    return actor(agency(city.validator or ""), Role.VALIDATOR)


def last_event() -> Event:
    return db.session.execute(select(Event).order_by(Event.seq.desc()).limit(1)).scalar_one()


def test_a_response_is_public_at_once_and_counts_as_the_first(city: City) -> None:
    respond.respond(ticket().id, "Sudah kami cek.", Act(city, holder(), 1), start=True)
    assert (ticket().status, ticket().responses) == ("proses", 1)
    assert ticket().first_response_at is not None
    assert (last_event().text, last_event().public) == ("Sudah kami cek.", True)


def test_a_promise_stands_beside_the_target(city: City) -> None:
    before = ticket().due_at
    date = clock.now() + timedelta(days=3)
    respond.respond(ticket().id, "Dijadwalkan.", Act(city, holder(), 1), promise=date)
    assert (ticket().due_at, ticket().promised_at) == (before, date)


def test_the_second_of_two_officers_is_told_and_nothing_of_his_is_written(city: City) -> None:
    me, seen = holder(), ticket().last_seq
    respond.respond(ticket().id, "Yang pertama.", Act(city, me, seen))
    with pytest.raises(Conflict) as told:
        respond.respond(ticket().id, "Yang kedua.", Act(city, me, seen))
    assert (told.value.seen, told.value.last) == (1, 2)
    assert db.session.execute(select(Event.text).where(Event.text == "Yang kedua.")).first() is None


def test_an_officer_of_another_agency_is_refused(city: City) -> None:
    stranger = actor(agency("pam-jaya"))
    with pytest.raises(Refused, match="not_in_your_hands"):
        respond.respond(ticket().id, "Halo", Act(city, stranger, 1))


def test_coordination_goes_there_and_comes_back(city: City) -> None:
    asker, pam = holder(), agency("pam-jaya")
    assign.ask_coordination(ticket().id, pam, "Di mana pipanya?", Act(city, asker, 1))
    assert (ticket().status, ticket().holder_id, ticket().agency_id) == ("koordinasi", pam, asker.agency)
    assign.answer_coordination(ticket().id, "80 cm.", Act(city, actor(pam), 2))
    assert (ticket().status, ticket().holder_id, ticket().handoffs) == ("proses", asker.agency, 1)
    spells = db.session.execute(select(Custody.agency_id, Custody.to_at).order_by(Custody.id)).all()
    assert [s.agency_id for s in spells] == [asker.agency, pam, asker.agency]
    assert [s.to_at is None for s in spells] == [False, False, True]


def test_a_transfer_moves_the_responsibility(city: City) -> None:
    to = agency("pam-jaya")
    assign.transfer(ticket().id, to, "Pipa bocor.", Act(city, holder(), 1))
    assert (ticket().agency_id, ticket().holder_id, ticket().status) == (to, to, "menunggu")
    with pytest.raises(Refused, match="already_there"):
        assign.transfer(ticket().id, to, "Lagi.", Act(city, holder(), 2))


def test_a_resolution_is_checked_by_someone_outside(city: City) -> None:
    me = holder()
    resolve.resolve(ticket().id, "Sudah ditambal.", Act(city, me, 1))
    assert (ticket().status, ticket().resolved_at) == ("validasi", None)
    with pytest.raises(Refused, match="validator_needed"):
        resolve.validate(ticket().id, "", Act(city, me, 2))
    resolve.refuse_validation(ticket().id, "Foto bukan dari sini.", Act(city, validator(city), 2))
    assert (ticket().status, ticket().holder_id) == ("proses", me.agency)
    resolve.resolve(ticket().id, "Foto baru.", Act(city, me, 3))
    resolve.validate(ticket().id, "", Act(city, validator(city), 4))
    assert (ticket().status, ticket().closing) == ("selesai", "resolved")
    assert db.session.execute(select(Custody).where(Custody.to_at.is_(None))).first() is None


def test_a_reopened_ticket_counts_from_its_first_submission(city: City) -> None:
    me = holder()
    resolve.resolve(ticket().id, "Selesai.", Act(city, me, 1))
    resolve.validate(ticket().id, "", Act(city, validator(city), 2))
    submitted = ticket().submitted_at
    resolve.reopen(ticket().id, "Berlubang lagi.", Act(city, me, 3))
    assert (ticket().status, ticket().reopened, ticket().resolved_at) == ("proses", 1, None)
    assert ticket().submitted_at == submitted


def test_a_rejection_says_why_and_who_is_responsible_instead(city: City) -> None:
    resolve.reject(ticket().id, "Jalan tol.", agency("pam-jaya"), Act(city, holder(), 1))
    assert (ticket().status, ticket().closing) == ("ditolak", "rejected")
    assert (last_event().text, last_event().to_agency_id) == ("Jalan tol.", agency("pam-jaya"))


def test_a_merge_names_a_public_ticket_that_is_not_itself_merged(city: City) -> None:
    record(complaint(2), city)
    first = db.session.execute(select(Ticket).where(Ticket.source_id == "1")).scalar_one()
    other = db.session.execute(select(Ticket.code).where(Ticket.source_id == "2")).scalar_one()
    me = actor(first.holder_id)
    with pytest.raises(Refused, match="ticket_unknown"):
        resolve.merge(first.id, "JK0000000000", "", Act(city, me, 1))
    with pytest.raises(Refused, match="same_ticket"):
        resolve.merge(first.id, first.code, "", Act(city, me, 1))
    resolve.merge(first.id, other, "Sama.", Act(city, me, 1))
    db.session.expire_all()
    assert db.session.get_one(Ticket, first.id).closing == "duplicate"


def test_corrected_response_keeps_the_old_text_public(city: City) -> None:
    me = holder()
    seq = respond.respond(ticket().id, "Selesai tanggal 3.", Act(city, me, 1))
    moderate.correct(ticket().id, seq, "Selesai tanggal 5.", Act(city, me, 2))
    texts = db.session.execute(select(Event.text, Event.public).order_by(Event.seq)).all()
    assert [tuple(t) for t in texts[1:]] == [("Selesai tanggal 3.", True), ("Selesai tanggal 5.", True)]
    assert last_event().corrects == seq


def test_a_redaction_takes_the_text_and_leaves_event_time_and_reason(city: City) -> None:
    supervisor = holder(Role.SUPERVISOR)
    seq = respond.respond(ticket().id, "Pelapor bernama Budi.", Act(city, holder(), 1))
    with pytest.raises(Refused, match="supervisor_needed"):
        moderate.redact(ticket().id, seq, "Menyebut nama.", Act(city, holder(), 2))
    moderate.redact(ticket().id, seq, "Menyebut nama.", Act(city, supervisor, 2))
    event = db.session.get_one(Event, seq)
    assert (event.text, event.redacted_by, event.kind) == ("", 3, "responded")
    assert last_event().text == "Menyebut nama."


def test_a_redacted_report_is_gone_for_officers_too(city: City) -> None:
    moderate.redact(ticket().id, None, "Memuat nama.", Act(city, holder(Role.SUPERVISOR), 1))
    assert (ticket().title, ticket().text) == ("", "")
    assert db.session.execute(select(Original)).first() is None


def test_a_hidden_ticket_can_be_shown_again_whole(city: City) -> None:
    supervisor, text = holder(Role.SUPERVISOR), ticket().text
    moderate.change_visibility(ticket().id, Visibility.HIDDEN, "Perintah pengadilan.", Act(city, supervisor, 1))
    assert (ticket().visibility, ticket().text, ticket().lat) == ("hidden", "", None)
    moderate.change_visibility(ticket().id, Visibility.FULL, "Putusan banding.", Act(city, supervisor, 2))
    assert (ticket().visibility, ticket().text, ticket().lat) == ("full", text, -6.302)


def test_an_internal_note_is_not_public_and_not_a_first_response(city: City) -> None:
    respond.note(ticket().id, "Hubungi RT 0812 3456 7890.", Act(city, holder(), 1))
    assert (last_event().public, ticket().first_response_at) == (False, None)
    assert "0812" in last_event().text


@pytest.mark.parametrize("check", [resolve.validate, resolve.refuse_validation])
def test_who_called_it_done_cannot_check_it_whatever_the_role(city: City, check: Callable[..., int]) -> None:
    maya = actor(agency("walikota-jaksel"), Role.COORDINATOR)
    resolve.resolve(ticket().id, "Sudah ditambal.", Act(city, maya, 1))
    for same in (maya, actor(maya.agency, Role.VALIDATOR)):
        assert not {Kind.VALIDATED, Kind.VALIDATION_REFUSED} & offered(same)
        with pytest.raises(Refused, match="own_work"):
            check(ticket().id, "Benar.", Act(city, same, 2))
    assert Kind.VALIDATED in offered(validator(city))
    check(ticket().id, "Benar.", Act(city, validator(city), 2))


def offered(me: Actor) -> frozenset[Kind]:
    found = work_ticket(db.session(), ticket().code, me)
    assert found is not None
    return found.can


def test_nobody_instructs_an_agency_that_is_not_a_unit_of_the_holder(city: City) -> None:
    for slug in ("dinas-bina-marga", "pam-jaya"):
        with pytest.raises(Refused, match="not_your_unit"):
            assign.instruct(ticket().id, agency(slug), "Kerjakan.", Act(city, holder(), 1))
    assert ticket().last_seq == 1

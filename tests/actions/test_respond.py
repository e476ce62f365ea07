"""Responses and notes: what is public, what counts as the first answer, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal import clock
from portal.actions import respond
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.permission import Role
from tests.support.one_ticket import actor, agency, by, custody, events, holder, refused, ticket, validator

pytestmark = pytest.mark.usefixtures("one_ticket")


def test_a_response_is_public_at_once_and_counts_as_the_first(city: City) -> None:
    me = holder()
    seq = respond.respond(ticket().id, "Sudah kami cek.", by(me, city))
    event = events()[-1]
    assert (event.seq, event.kind, event.text, event.public) == (seq, Kind.RESPONDED, "Sudah kami cek.", True)
    assert (event.agency_id, event.officer_id, event.status_after) == (me.agency, me.officer, "menunggu")
    assert (ticket().responses, ticket().first_response_at, ticket().last_seq) == (1, event.happened_at, seq)


def test_a_response_that_starts_work_is_one_event_and_sets_the_status(city: City) -> None:
    respond.respond(ticket().id, "Tim berangkat.", by(holder(), city), start=True)
    assert [event.kind for event in events()] == ["received", "started"]
    assert ticket().status == "proses"


def test_work_that_has_started_is_not_started_twice(city: City) -> None:
    respond.respond(ticket().id, "Tim berangkat.", by(holder(), city), start=True)
    respond.respond(ticket().id, "Tim tiba.", by(holder(), city), start=True)
    assert [event.kind for event in events()] == ["received", "started", "responded"]


def test_a_response_moves_nobody(city: City) -> None:
    before = custody()
    respond.respond(ticket().id, "Sudah kami cek.", by(holder(), city))
    assert custody() == before == [(ticket().holder_id, True)]


def test_a_promise_is_an_event_of_its_own_and_leaves_the_target(city: City) -> None:
    before, date = ticket().due_at, clock.now() + timedelta(days=3)
    respond.respond(ticket().id, "Dijadwalkan.", by(holder(), city), promise=date)
    assert [(event.kind, event.promised_at) for event in events()[1:]] == [("responded", None), ("promised", date)]
    assert (ticket().due_at, ticket().promised_at) == (before, date)


def test_the_same_promise_again_is_no_event(city: City) -> None:
    date = clock.now() + timedelta(days=3)
    respond.respond(ticket().id, "Dijadwalkan.", by(holder(), city), promise=date)
    respond.respond(ticket().id, "Tetap.", by(holder(), city), promise=date)
    assert [event.kind for event in events()] == ["received", "responded", "promised", "responded"]


def test_a_promise_in_the_past_is_refused_together_with_its_response(city: City) -> None:
    act = by(holder(), city)
    with refused("date_past"):
        respond.respond(ticket().id, "Kemarin.", act, promise=clock.now() - timedelta(days=1))


@pytest.mark.parametrize("text", ["", "  \n", "\u200b\u2060"])
def test_a_response_without_words_is_refused(city: City, text: str) -> None:
    act = by(holder(), city)
    with refused("text_needed"):
        respond.respond(ticket().id, text, act)


def test_an_officer_of_another_agency_is_refused(city: City) -> None:
    act = by(actor(agency("pam-jaya")), city)
    with refused("not_in_your_hands"):
        respond.respond(ticket().id, "Halo", act)


def test_a_validator_does_not_answer_for_an_agency(city: City) -> None:
    act = by(validator(city), city)
    with refused("role_missing"):
        respond.respond(ticket().id, "Halo", act)


def test_a_coordinator_may_answer_on_any_ticket(city: City) -> None:
    respond.respond(ticket().id, "Kami teruskan.", by(actor(agency("pam-jaya"), Role.COORDINATOR), city))
    assert events()[-1].agency_id == agency("pam-jaya")


def test_numbers_of_people_are_masked_in_what_is_public(city: City) -> None:
    respond.respond(ticket().id, "Hubungi RT 0812 3456 7890.", by(holder(), city))
    assert events()[-1].text == "Hubungi RT [telepon]."


def test_a_note_is_internal_keeps_its_numbers_and_is_no_answer(city: City) -> None:
    respond.note(ticket().id, "Hubungi RT 0812 3456 7890.", by(holder(), city))
    event = events()[-1]
    assert (event.kind, event.public, event.text) == ("noted", False, "Hubungi RT 0812 3456 7890.")
    assert (ticket().first_response_at, ticket().responses) == (None, 0)


def test_a_note_without_words_is_refused(city: City) -> None:
    act = by(holder(), city)
    with refused("text_needed"):
        respond.note(ticket().id, " ", act)


def test_a_validator_may_leave_a_note(city: City) -> None:
    respond.note(ticket().id, "Foto lama?", by(validator(city), city))
    assert events()[-1].kind == "noted"


def test_what_cannot_be_seen_is_not_written(city: City) -> None:
    respond.respond(ticket().id, "\u202eSudah\u200b beres.\r\nTerima kasih.", by(holder(), city))
    assert events()[-1].text == "Sudah beres.\nTerima kasih."

"""What was published is put right in the open: corrected, redacted, reduced, hidden, published again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal import clock
from portal.actions import assign, moderate, respond
from portal.actions.apply_events import Act
from portal.actions.intake.record import record
from portal.actions.withdrawals import Wish
from portal.domain.city import City
from portal.domain.permission import Role
from portal.domain.visibility import Visibility
from portal.extensions import db
from portal.models import Event, Original, Ticket
from tests.support.complaints import complaint
from tests.support.one_ticket import AREA, actor, agency, by, custody, events, holder, refused, ticket, withdraw

pytestmark = pytest.mark.usefixtures("one_ticket")


def said(city: City, text: str = "Selesai tanggal 3.") -> int:
    return respond.respond(ticket().id, text, by(holder(), city))


def test_corrected_response_keeps_the_old_text_public(city: City) -> None:
    seq = said(city)
    moderate.correct(ticket().id, seq, "Selesai tanggal 5.", by(holder(), city))
    assert [(e.text, e.public) for e in events()[1:]] == [("Selesai tanggal 3.", True), ("Selesai tanggal 5.", True)]
    assert (events()[-1].kind, events()[-1].corrects, events()[-1].changed) == ("corrected", seq, None)


def test_a_correction_without_words_is_refused(city: City) -> None:
    seq, act = said(city), by(holder(), city)
    act = replace(act, seen=seq)
    with refused("text_needed"):
        moderate.correct(ticket().id, seq, " ", act)


def test_an_agency_corrects_its_own_words_only(city: City) -> None:
    seq = said(city)
    act = by(actor(agency("pam-jaya"), Role.ADMIN), city)
    with refused("not_your_words"):
        moderate.correct(ticket().id, seq, "Tidak benar.", act)


def test_an_agency_corrects_its_words_after_the_ticket_has_left_it(city: City) -> None:
    me, seq = holder(), said(city)
    assign.transfer(ticket().id, agency("pam-jaya"), "Pipa bocor.", by(me, city))
    moderate.correct(ticket().id, seq, "Bukan kami.", by(me, city))
    assert events()[-1].corrects == seq


def test_there_is_nothing_to_correct_in_what_has_no_words(city: City) -> None:
    act = by(holder(), city)
    with refused("nothing_to_correct"):
        moderate.correct(ticket().id, 1, "Lain.", act)


def test_a_redacted_text_is_not_corrected(city: City) -> None:
    seq = said(city)
    moderate.redact(ticket().id, seq, "Menyebut nama.", Act(city))
    act = by(holder(), city)
    with refused("nothing_to_correct"):
        moderate.correct(ticket().id, seq, "Lain.", act)


def test_an_event_of_another_ticket_is_not_there(city: City) -> None:
    record(complaint(2), city)
    with pytest.raises(LookupError):
        moderate.correct(ticket().id, ticket("2").last_seq, "Lain.", by(holder(), city))
    with pytest.raises(LookupError):
        moderate.redact(ticket().id, 99, "Lain.", Act(city))


def test_a_redaction_takes_the_text_and_leaves_event_time_and_reason(city: City) -> None:
    seq = said(city, "Pelapor bernama Budi.")
    at = events()[-1].happened_at
    by_seq = moderate.redact(ticket().id, seq, "Menyebut nama.", Act(city))
    event = db.session.get_one(Event, seq)
    assert (event.text, event.redacted_by, event.kind, event.happened_at) == ("", by_seq, "responded", at)
    assert (events()[-1].text, events()[-1].corrects, events()[-1].public) == ("Menyebut nama.", seq, True)


def test_nobody_takes_anything_from_view_alone_whatever_the_role(city: City) -> None:
    seq = said(city)
    for role in Role:
        act = by(holder(role), city)
        for about in (seq, None):
            with refused("second_person_needed"):
                moderate.redact(ticket().id, about, "Menyebut nama.", act)
    moderate.change_visibility(ticket().id, Visibility.STUB, "Menyebut nama.", Act(city))
    for role in (Role.SUPERVISOR, Role.COORDINATOR, Role.ADMIN):
        act = by(holder(role), city)
        with refused("second_person_needed"):
            moderate.change_visibility(ticket().id, Visibility.HIDDEN, "Memalukan.", act)


def test_a_redaction_names_its_reason(city: City) -> None:
    seq, act = said(city), Act(city)
    with refused("text_needed"):
        moderate.redact(ticket().id, seq, "", act)


def test_a_text_is_redacted_once(city: City) -> None:
    seq = said(city)
    moderate.redact(ticket().id, seq, "Menyebut nama.", Act(city))
    act = Act(city)
    with refused("already_redacted"):
        moderate.redact(ticket().id, seq, "Menyebut nama.", act)


def test_a_redacted_report_is_gone_for_officers_too(city: City) -> None:
    assert db.session.execute(select(Original)).first() is not None
    moderate.redact(ticket().id, None, "Memuat nama.", Act(city))
    assert (ticket().title, ticket().text, ticket().place) == ("", "", "")
    assert db.session.execute(select(Original)).first() is None
    assert (events()[-1].kind, events()[-1].corrects) == ("redacted", None)


def test_a_change_of_visibility_says_what_it_became_and_why(city: City) -> None:
    before = custody()
    withdraw(Wish(visibility=Visibility.STUB), "Menyebut: tetangga.", city)
    event = events()[-1]
    assert (event.kind, event.visibility_after, event.text) == ("visibility_changed", "stub", "Menyebut: tetangga.")
    assert (event.public, event.officer_id) == (True, holder(Role.SUPERVISOR).officer)
    assert custody() == before


def test_a_stub_keeps_facts_and_its_areas_centre(city: City) -> None:
    moderate.change_visibility(ticket().id, Visibility.STUB, "Menyebut nama.", Act(city))
    centre = city.areas[AREA]
    assert (ticket().title, ticket().text, ticket().place) == ("", "", "")
    assert (ticket().lat, ticket().lon) == (centre.lat, centre.lon)
    assert db.session.scalars(select(Original.lat)).one() == -6.302


def test_a_hidden_ticket_can_be_shown_again_whole(city: City) -> None:
    text = ticket().text
    moderate.change_visibility(ticket().id, Visibility.HIDDEN, "Perintah pengadilan.", Act(city))
    assert (ticket().visibility, ticket().text, ticket().lat) == ("hidden", "", None)
    moderate.change_visibility(ticket().id, Visibility.FULL, "Putusan banding.", by(holder(Role.SUPERVISOR), city))
    assert (ticket().visibility, ticket().text, ticket().lat) == ("full", text, -6.302)
    assert "[telepon]" in text  # masked again


@pytest.mark.parametrize(
    ("visibility", "reason", "refusal"),
    [
        (Visibility.FULL, "Sama.", "already_so"),
        (Visibility.PENDING, "Tarik.", "cannot_unpublish"),
        (Visibility.HIDDEN, " ", "text_needed"),
    ],
)
def test_a_change_of_visibility_that_is_none_is_refused(
    city: City, visibility: Visibility, reason: str, refusal: str
) -> None:
    act = by(holder(Role.SUPERVISOR), city)
    with refused(refusal):
        moderate.change_visibility(ticket().id, visibility, reason, act)


def test_an_officer_hides_nothing(city: City) -> None:
    act = by(holder(), city)
    with refused("supervisor_needed"):
        moderate.change_visibility(ticket().id, Visibility.HIDDEN, "Memalukan.", act)


def test_nobody_refuses_a_report_alone_before_it_was_published(city: City) -> None:
    record(replace(complaint(2), source="form"), replace(city, moderated=True))
    alone = Act(city, actor(ticket("2").holder_id, Role.COORDINATOR), ticket("2").last_seq)
    with refused("second_person_needed"):
        moderate.change_visibility(ticket("2").id, Visibility.HIDDEN, "Tidak pantas.", alone)
    moderate.change_visibility(ticket("2").id, Visibility.STUB, "Menyebut nama.", alone)
    assert ticket("2").visibility == "stub"


def test_silence_cannot_keep_a_report_unpublished(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    moderated = replace(city, moderated=True)
    record(replace(complaint(2), source="form"), moderated)
    submitted = ticket("2").submitted_at
    assert ticket("2").visibility == "pending"

    def at(moment: datetime) -> int:
        monkeypatch.setattr(clock, "now", lambda: moment)
        return moderate.release_pending(moderated)

    assert at(submitted + city.moderation_delay - timedelta(minutes=1)) == 0
    assert at(submitted + city.moderation_delay) == 1
    assert (ticket("2").visibility, events()[-1].visibility_after) == ("stub", "stub")
    assert (events()[-1].officer_id, events()[-1].agency_id) == (None, None)
    assert at(submitted + 2 * city.moderation_delay) == 0
    assert db.session.scalars(select(Ticket.visibility).order_by(Ticket.id)).all() == ["full", "stub"]


def test_the_system_needs_no_words_to_change_visibility(city: City) -> None:
    moderate.change_visibility(ticket().id, Visibility.STUB, "", Act(city))
    assert (events()[-1].text, events()[-1].visibility_after) == ("", "stub")


@pytest.mark.usefixtures("client")
def test_who_was_not_looked_at_in_time_is_told_so_in_the_readers_language(
    app: Flask, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    moderated = replace(city, moderated=True)
    record(replace(complaint(2), source="form"), moderated)
    at = ticket("2").submitted_at + city.moderation_delay
    monkeypatch.setattr(clock, "now", lambda: at)
    assert moderate.release_pending(moderated) == 1
    code = ticket("2").code
    for prefix, said in (("", "belum diperiksa sampai batas waktunya"), ("/en", "nobody checked")):
        for address in (f"{prefix}/tickets/{code}", f"{prefix}/tickets/{code}.atom", f"{prefix}/tickets/{code}.json"):
            text = app.test_client().get(address).text
            assert "delay" not in text.replace("delayed", ""), address
            assert said in text or address.endswith(".json"), address

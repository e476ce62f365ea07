"""Complaints come in once, whole, and as the public may see them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.actions.intake.outcome import Result
from portal.actions.intake.record import record, record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.extensions import db
from portal.models import Custody, Event, Original, Ticket
from tests.support.complaints import complaint, step


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def ticket(source_id: str = "1") -> Ticket:
    db.session.expire_all()
    return db.session.execute(select(Ticket).where(Ticket.source_id == source_id)).scalar_one()


def test_a_complaint_becomes_a_ticket_an_event_and_a_spell_of_custody(city: City) -> None:
    outcome = record(complaint(1), city)
    assert (outcome.result, outcome.code) == (Result.CREATED, "JK2303060001")
    stored = ticket()
    assert (stored.status, stored.visibility, stored.last_seq) == ("menunggu", "full", 1)
    assert stored.due_at - stored.submitted_at == city.targets(None)[1]
    event = db.session.execute(select(Event)).scalar_one()
    assert (event.seq, event.kind, event.happened_at) == (1, "received", stored.submitted_at)
    spell = db.session.execute(select(Custody)).scalar_one()
    assert (spell.from_at, spell.to_at) == (stored.submitted_at, None)


def test_telephone_numbers_are_masked_in_public_and_kept_for_officers(city: City) -> None:
    record(complaint(1), city)
    assert "0812" not in ticket().text and "[telepon]" in ticket().text
    assert "0812-3456-7890" in db.session.execute(select(Original.text)).scalar_one()


def test_a_title_cut_out_of_the_text_shows_no_part_of_what_is_masked_there(city: City) -> None:
    long = "Lampu di depan sekolah padam sejak hari Senin dan warga takut lewat, hubungi saya di"
    record(complaint(1, text="Surel budi@contoh.id tentang lampu."), city)
    record(complaint(2, text=f"{long} 0812 3456 7890 atau saya"), city)
    assert ticket("1").title.startswith("Surel [email]")
    assert not any(character.isdigit() for character in ticket("2").title)


def test_a_private_complaint_is_a_stub_with_its_text_for_officers_only(city: City) -> None:
    record(complaint(1, private=True, area="31.74.04.1006"), city)
    stored = ticket()
    assert (stored.visibility, stored.title, stored.text, stored.place) == ("stub", "", "", "")
    kept = db.session.execute(select(Original)).scalar_one()
    assert kept.text.startswith("Ada lubang") and (kept.lat, kept.lon) == (-6.302, 106.82)


def test_a_story_is_folded_into_state_and_custody(city: City) -> None:
    record(
        complaint(
            0,
            step(Kind.ROUTED, 1, agency="Kelurahan Ragunan", to_agency="Suku Dinas Bina Marga"),
            step(Kind.COORDINATION_ASKED, 2, agency="Suku Dinas Bina Marga", to_agency="PAM Jaya", text="pipa?"),
            step(Kind.COORDINATION_ANSWERED, 30, agency="PAM Jaya", text="aman"),
            step(Kind.COMPLETED, 40, agency="Suku Dinas Bina Marga", text="sudah ditambal"),
            step(Kind.VALIDATED, 44, agency="Biro Pemerintahan"),
        ),
        city,
    )
    stored = ticket("0")
    assert (stored.status, stored.handoffs, stored.responses) == ("selesai", 2, 2)
    assert stored.first_response_at is not None and stored.resolved_at == stored.ended_at
    spells = db.session.execute(select(Custody).order_by(Custody.from_at, Custody.id)).scalars().all()
    hours = [(s.to_at - s.from_at).total_seconds() / 3600 for s in spells if s.to_at]
    assert hours == [1, 1, 28, 10, 4]


def test_importing_twice_changes_nothing(city: City) -> None:
    batch = [complaint(n) for n in range(5)]
    first = record_many(batch, city)
    again = record_many(batch, city)
    assert {o.result for o in first} == {Result.CREATED} and {o.result for o in again} == {Result.UNCHANGED}
    assert db.session.execute(select(func.count()).select_from(Event)).scalar() == 5


def test_new_steps_of_a_known_complaint_are_added_once(city: City) -> None:
    record(complaint(1), city)
    told = complaint(1, step(Kind.RESPONDED, 9, agency="Kelurahan Ragunan", text="Sudah kami cek."))
    assert record(told, city).result is Result.UPDATED
    assert record(told, city).result is Result.UNCHANGED
    kinds = db.session.execute(select(Event.kind).order_by(Event.seq)).scalars().all()
    assert kinds == ["received", "responded"] and ticket().last_seq == 2


def test_a_changed_fact_is_told_as_a_correction(city: City) -> None:
    record(complaint(1), city)
    assert record(complaint(1, category="Trotoar"), city).result is Result.UPDATED
    event = db.session.execute(select(Event).order_by(Event.seq.desc()).limit(1)).scalar_one()
    assert (event.kind, event.text, "category" in (event.changed or [])) == ("corrected", "", True)


def test_the_same_id_twice_in_one_batch_is_an_update_in_order(city: City) -> None:
    outcomes = record_many([complaint(1), complaint(2), complaint(1, place="Jalan lain")], city)
    assert [o.result for o in outcomes] == [Result.CREATED, Result.CREATED, Result.UPDATED]
    assert ticket().place == "Jalan lain"


def test_a_step_that_the_rules_forbid_refuses_the_record_and_nothing_else(city: City) -> None:
    bad = complaint(1, step(Kind.VALIDATED, 5))
    outcomes = record_many([bad, complaint(2)], city)
    assert [(o.result, o.reason) for o in outcomes] == [(Result.REFUSED, "not_from_here"), (Result.CREATED, "")]
    assert db.session.execute(select(Event.seq)).scalars().all() == [1]


def test_a_duplicate_names_the_ticket_that_stays_even_within_one_batch(city: City) -> None:
    double = complaint(2, step(Kind.MERGED, 4, agency="Kelurahan Ragunan", other="1"))
    record_many([complaint(1), double], city)
    assert ticket("2").duplicate_of == ticket("1").id and ticket("2").closing == "duplicate"


def test_codes_count_each_day_of_the_city(city: City) -> None:
    late = complaint(15)  # 23.30 in Jakarta
    next_day = complaint(16)  # 00.30 the day after
    codes = [o.code for o in record_many([complaint(0), late, next_day], city)]
    assert codes == ["JK2303060001", "JK2303060002", "JK2303070001"]


def test_a_code_of_the_source_is_kept_and_never_given_twice(city: City) -> None:
    first = record(complaint(1, code="JK2303060001"), city)
    second = record(complaint(2), city)
    third = record(complaint(3, code="JK2303060002"), city)
    assert (first.code, second.code) == ("JK2303060001", "JK2303060002")
    assert (third.result, third.reason) == (Result.REFUSED, "code_taken")

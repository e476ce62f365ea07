"""What an officer has begun to write, and whether a form was sent, is known by officer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from portal.actions import respond
from portal.actions.apply_events import FilledForm
from portal.actions.drafts import keep
from portal.actions.intake.record import record
from portal.domain.city import City
from portal.domain.permission import Role
from portal.extensions import db
from portal.queries.desk.forms import event_of_form, half_written
from tests.support.complaints import complaint
from tests.support.installed import install
from tests.support.one_ticket import by, holder, ticket


@pytest.fixture(autouse=True)
def one_ticket(session: Session, city: City, quick_passwords: None) -> None:
    install(city)
    record(complaint(1, agency="kelurahan-ragunan"), city)


def test_half_written_texts_are_found_by_the_form_that_they_stand_in() -> None:
    me, id = holder().officer, ticket().id
    keep(id, me, "Jawaban")
    keep(id, me, "Catatan", "note")
    keep(id, holder(Role.SUPERVISOR).officer, "Orang lain", "note")
    found = half_written(db.session(), id, me)
    assert {form: kept.text for form, kept in found.items()} == {"respond": "Jawaban", "note": "Catatan"}


def test_a_key_names_what_it_made_for_the_officer_who_sent_it(city: City) -> None:
    me = holder()
    respond.note(ticket().id, "Ya.", replace(by(me, city), form=FilledForm("k" * 22, "note")))
    assert event_of_form(db.session(), me.officer, "k" * 22) == 2
    assert event_of_form(db.session(), holder(Role.SUPERVISOR).officer, "k" * 22) is None
    assert event_of_form(db.session(), me.officer, "other") is None

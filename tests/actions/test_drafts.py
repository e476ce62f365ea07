"""What is half-written: one text an officer, ticket and form, kept until the form is sent or emptied."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, select

from portal import clock
from portal.actions import respond
from portal.actions.apply_events import FilledForm
from portal.actions.drafts import LONGEST, keep
from portal.domain.city import City
from portal.domain.permission import Role
from portal.extensions import db
from portal.models import Draft
from tests.support.one_ticket import by, holder, ticket

pytestmark = pytest.mark.usefixtures("one_ticket")


def texts() -> list[str]:
    db.session.expire_all()
    return list(db.session.scalars(select(Draft.text).order_by(Draft.officer_id)))


def test_a_draft_is_kept_and_says_since_when(still: datetime) -> None:
    assert keep(ticket().id, holder().officer, "Sudah kami") == still
    assert texts() == ["Sudah kami"]


def test_a_draft_takes_the_place_of_the_one_before() -> None:
    for text in ("Sudah", "Sudah kami cek"):
        keep(ticket().id, holder().officer, text)
    assert texts() == ["Sudah kami cek"]


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_emptied_draft_is_thrown_away(text: str) -> None:
    keep(ticket().id, holder().officer, "Sudah kami")
    assert keep(ticket().id, holder().officer, text) is None
    assert texts() == []


def test_nothing_is_kept_of_nothing() -> None:
    assert keep(ticket().id, holder().officer, "") is None
    assert texts() == []


def test_the_same_text_again_keeps_its_time_and_writes_nothing(
    still: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    me, id = holder().officer, ticket().id
    keep(id, me, "Sudah kami")
    monkeypatch.setattr(clock, "now", lambda: still + timedelta(minutes=5))
    written: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda c, cursor, sql, *rest: written.append(sql))
    assert keep(id, me, "Sudah kami") == still
    assert [sql for sql in written if not sql.startswith(("SELECT", "BEGIN"))] == []


def test_two_officers_have_a_draft_each() -> None:
    keep(ticket().id, holder().officer, "Yang satu")
    keep(ticket().id, holder(Role.SUPERVISOR).officer, "Yang lain")
    assert texts() == ["Yang satu", "Yang lain"]


def test_a_draft_is_no_longer_than_a_form_takes() -> None:
    keep(ticket().id, holder().officer, "x" * (LONGEST + 5))
    assert [len(text) for text in texts()] == [LONGEST]


def test_each_form_of_a_ticket_has_a_draft_of_its_own() -> None:
    id, me = ticket().id, holder().officer
    for form, text in (("respond", "Jawaban"), ("note", "Catatan"), ("correct 3", "Betul"), ("correct 7", "Lain")):
        assert keep(id, me, text, form) is not None
    keep(id, me, "", "note")
    assert sorted(texts()) == ["Betul", "Jawaban", "Lain"]


def test_what_comes_late_of_a_form_that_was_sent_is_no_draft(city: City) -> None:
    me, key = holder(), "k" * 22
    respond.respond(ticket().id, "Sudah kami cek.", replace(by(me, city), form=FilledForm(key, "respond")))
    assert keep(ticket().id, me.officer, "Sudah kami", sent=key) is None
    assert texts() == []
    assert keep(ticket().id, me.officer, "Yang baru", sent="b" * 22) is not None
    assert keep(ticket().id, holder(Role.SUPERVISOR).officer, "Orang lain", sent=key) is not None
    assert texts() == ["Yang baru", "Orang lain"]

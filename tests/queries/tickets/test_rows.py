"""The rows of a list: in the order asked for, with public columns only, and the agency's last words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.domain.event import Kind
from portal.domain.source_clock import SourceClocks
from portal.models import Event, Ticket
from portal.queries.tickets.names import read_names
from portal.queries.tickets.rows import TicketRow, ticket_rows
from tests.support.complaints import MORNING, complaint, step
from tests.support.lens import RAGUNAN, SECRET, filled
from tests.support.statements import counted

NOW = MORNING + timedelta(days=30)
BY = "Kelurahan Ragunan"


@pytest.fixture
def eight(app: Flask, session: Session) -> Session:
    filled(app, session)
    return session


def rows(session: Session, *source_ids: int) -> list[TicketRow]:
    ids = {row.source_id: row.id for row in session.execute(select(Ticket.source_id, Ticket.id))}
    return ticket_rows(session, [ids[str(one)] for one in source_ids], read_names(session), SourceClocks(NOW))


def row(session: Session, source_id: int) -> TicketRow:
    return rows(session, source_id)[0]


def test_rows_come_in_the_order_of_the_ids_and_what_is_not_there_is_left_out(eight: Session) -> None:
    found = rows(eight, 7, 1, 3)
    assert [r.code[-1] for r in found] == ["7", "1", "3"]
    assert ticket_rows(eight, [], read_names(eight), SourceClocks(NOW)) == []
    assert ticket_rows(eight, [999], read_names(eight), SourceClocks(NOW)) == []


def test_a_hidden_or_pending_ticket_has_no_row(eight: Session) -> None:
    ticket = eight.scalars(select(Ticket).where(Ticket.source_id == "7")).one()
    ticket.visibility, ticket.text = "pending", ""
    eight.commit()
    assert [r.code[-1] for r in rows(eight, 5, 6, 7)] == ["6"]


def test_a_stub_has_facts_and_no_words(eight: Session) -> None:
    stub = row(eight, 4)
    assert stub.stub and stub.category.name and stub.agency.name == BY
    assert (stub.title, stub.text, stub.said) == ("", "", "")
    assert SECRET not in repr(stub)


def test_a_row_names_where_it_is_and_who_has_it(eight: Session) -> None:
    found = row(eight, 1)
    assert (found.area.key, found.where) == (RAGUNAN, "Ragunan, Pasar Minggu")
    assert (found.agency.name, found.holder.name, found.category.name) == (BY, BY, "Jalan")
    assert row(eight, 7).where == ""


def test_the_last_words_are_those_of_the_newest_public_answer(eight: Session) -> None:
    assert (row(eight, 1).said, row(eight, 1).said_by.name) == ("Sudah kami survei, menunggu <material>.", BY)
    assert (row(eight, 6).said, row(eight, 6).said_at) == ("", None)
    assert row(eight, 1).said_at == MORNING + timedelta(hours=30)


def test_notes_and_redacted_answers_are_no_last_words(app: Flask, eight: Session) -> None:
    steps = (
        step(Kind.RESPONDED, 80, agency=BY, text="Pertama."),
        step(Kind.RESPONDED, 81, agency=BY, text="Kedua."),
        step(Kind.NOTED, 82, agency=BY, text="Catatan dalam.", public=False),
    )
    record_many([complaint(60, *steps)], portal_of(app).city)
    assert row(eight, 60).said == "Kedua."
    second = eight.scalars(select(Event).where(Event.text == "Kedua.")).one()
    second.text, second.redacted_by = "", second.seq
    eight.commit()
    assert row(eight, 60).said == "Pertama."


def test_a_duplicate_names_the_public_ticket_that_it_was_merged_into(app: Flask, eight: Session) -> None:
    merged = [complaint(n, step(Kind.MERGED, 90, agency=BY, other=other)) for n, other in ((70, "1"), (71, "5"))]
    record_many(merged, portal_of(app).city)
    assert row(eight, 70).duplicate_of == row(eight, 1).code
    assert row(eight, 71).duplicate_of is None  # the other one is hidden


def test_lateness_is_measured_against_the_deadline_and_never_of_what_was_rejected(eight: Session) -> None:
    open_, resolved, rejected = rows(eight, 1, 2, 3)
    assert (open_.open, resolved.open, rejected.open) == (True, False, False)
    assert replace(open_, until=open_.due_at).late is None
    assert replace(open_, until=open_.due_at + timedelta(hours=3)).late == timedelta(hours=3)
    assert resolved.late is None and resolved.took == timedelta(hours=48)
    assert rejected.late is None and open_.took is None


def test_any_number_of_rows_takes_one_statement_and_one_for_their_lives(app: Flask, eight: Session) -> None:
    record_many([complaint(n) for n in range(100, 150)], portal_of(app).city)
    names, ids = read_names(eight), list(eight.scalars(select(Ticket.id)))
    with counted(eight) as statements:
        assert len(ticket_rows(eight, ids, names, SourceClocks(NOW))) == 57
    assert len(statements) == 2

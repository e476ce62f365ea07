"""Each row shows where it matched, and nothing that is not public is a reason."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.domain.event import Kind
from portal.domain.lens import TicketFilter
from portal.models import Event, Ticket
from portal.queries.tickets.index import TicketList, ticket_list
from portal.queries.tickets.matched import MarkedRow, Passage, matched_rows
from tests.support.complaints import MORNING, complaint, step
from tests.support.lens import fed, filled, sources
from tests.support.statements import counted

NOW = MORNING + timedelta(days=30)
BY = "Kelurahan Ragunan"
STEPS = (
    step(Kind.RESPONDED, 70, agency=BY, text="Alat berat kami pesan."),
    step(Kind.NOTED, 71, agency=BY, text="Kontraktor belum dibayar.", public=False),
    step(Kind.RESPONDED, 72, agency=BY, text="Aspal sedang dipesan."),
    step(Kind.RESOLVED, 80, agency=BY, text="Sudah ditambal."),
    step(Kind.DISPUTED, 90, text="Aspalnya retak lagi, alat berat tidak datang."),
    step(Kind.RESPONDED, 95, agency=BY, text="Kami cek kembali."),
)


@pytest.fixture
def nine(app: Flask, session: Session) -> Session:
    filled(app, session, [complaint(60, *STEPS)])
    return session


def found(app: Flask, session: Session, text: str) -> TicketList:
    return ticket_list(sources(app, session), TicketFilter(q=text), NOW)


def passages(app: Flask, session: Session, text: str) -> tuple[Passage, ...]:
    listed = found(app, session, text)
    ticket = session.scalars(select(Ticket.id).where(Ticket.source_id == "60")).one()
    return listed.marked[ticket].passages


def hits(passage: Passage) -> list[str]:
    return [piece for piece, hit in passage.text if hit]


def test_what_the_row_shows_needs_no_other_reason(app: Flask, nine: Session) -> None:
    listed = found(app, nine, "lubang")
    marked = listed.marked[listed.rows[0].id]
    assert any(hit and "ubang" in text for text, hit in marked.snippet)
    assert not marked.passages


def test_an_earlier_answer_is_named_with_its_date_and_agency(app: Flask, nine: Session) -> None:
    (passage,) = passages(app, nine, "aspal jawaban:dipesan")
    assert (passage.where, passage.at) == ("agency", MORNING + timedelta(hours=72))
    assert passage.by is not None and passage.by.name == BY
    assert hits(passage) == ["Aspal", "dipesan"]


def test_the_passage_that_has_most_of_it_is_shown_and_more_where_one_is_not_enough(app: Flask, nine: Session) -> None:
    assert [p.where for p in passages(app, nine, "retak")] == ["citizen"]
    assert [(p.where, hits(p)) for p in passages(app, nine, '"alat berat" pesan')] == [
        ("agency", ["Alat berat", "pesan"]),
    ]
    assert [p.where for p in passages(app, nine, "retak pesan")] == ["citizen", "agency"]


def test_place_and_facts_are_reasons(app: Flask, nine: Session) -> None:
    assert [(p.where, hits(p)) for p in passages(app, nine, "ampera")] == [("place", ["Ampera"])]
    assert [(p.where, hits(p)) for p in passages(app, nine, "teks:ampera")] == [("place", ["Ampera"])]
    named = found(app, nine, "kategori:jalan roads")
    assert all(any(hit for _, hit in named.marked[row.id].category) for row in named.rows) and named.total, "in English"
    listed = found(app, nine, "ragunan")
    assert all(any(hit for _, hit in listed.marked[row.id].area) for row in listed.rows)


def test_a_stub_shows_the_fact_that_matched(app: Flask, nine: Session) -> None:
    listed = found(app, nine, "jalan is:private")
    (stub,) = listed.rows
    assert stub.stub and any(hit for _, hit in listed.marked[stub.id].category)
    assert listed.marked[stub.id].snippet == listed.marked[stub.id].said == listed.marked[stub.id].title == ()


def test_notes_and_what_was_taken_back_are_no_reason(app: Flask, nine: Session) -> None:
    assert found(app, nine, "kontraktor").total == 0
    answer = nine.scalars(select(Event).where(Event.text == "Alat berat kami pesan.")).one()
    answer.text, answer.redacted_by = "", answer.seq
    nine.commit()
    listed = found(app, nine, '"alat berat"')  # the index has not seen it yet
    assert [p.where for p in next(iter(listed.marked.values())).passages] == ["citizen"]


def test_any_number_of_rows_takes_one_statement_and_none_where_all_show_it(app: Flask, nine: Session) -> None:
    record_many([complaint(n, STEPS[0]) for n in range(100, 130)], portal_of(app).city)
    fed(app, nine)
    listed = found(app, nine, "pesan")
    analyser, names = portal_of(app).engine.analyser, listed.names
    for text, most in (("retak", 1), ("lubang", 0), ("", 0)):
        marks = found(app, nine, text).reading.marks
        with counted(nine) as statements:
            marked: dict[int, MarkedRow] = matched_rows(nine, listed.rows, marks, analyser, names)
        assert len(statements) == most, text
        assert marked.keys() == {row.id for row in listed.rows}

"""Files hold every public ticket of a filter, in order, in columns that have a name each, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.domain.event import Kind
from portal.domain.lens import Sort, TicketFilter
from portal.exports.columns import NAMES
from portal.models import Event, Ticket
from portal.queries.tickets import export
from portal.queries.tickets.export import ticket_export
from portal.queries.tickets.index import ticket_list
from tests.support.complaints import MORNING, complaint, step
from tests.support.lens import RAGUNAN, SECRET, fed, filled, sources
from tests.support.statements import counted

NOW = MORNING + timedelta(days=30)


@pytest.fixture
def eight(app: Flask, session: Session) -> Session:
    filled(app, session)
    return session


def rows(app: Flask, session: Session, filter: TicketFilter | None = None, **more: Any) -> list[dict[str, Any]]:
    found = ticket_export(sources(app, session), filter or TicketFilter(), NOW, **more)
    return [dict(zip(NAMES, row, strict=True)) for row in found.rows]


def test_every_public_ticket_is_there_newest_first(app: Flask, eight: Session) -> None:
    assert [row["code"][-1] for row in rows(app, eight)] == ["8", "7", "6", "4", "3", "2", "1"]
    oldest = rows(app, eight, TicketFilter(sort=Sort.OLDEST))
    assert [row["code"][-1] for row in oldest] == ["1", "2", "3", "4", "6", "7", "8"]


def test_a_file_of_words_has_the_order_of_its_list(app: Flask, eight: Session) -> None:
    told = [complaint(n, title="Lubang" if n % 3 else "Lampu", text="lubang " * (n % 5) + "x") for n in range(100, 125)]
    record_many(told, portal_of(app).city)
    fed(app, eight)
    for sort in Sort:
        asked = TicketFilter(q="lubang", sort=sort)
        pages = [ticket_list(sources(app, eight), asked.but(page=page), NOW).rows for page in (1, 2)]
        listed = [row.code for page in pages for row in page]
        assert [row["code"] for row in rows(app, eight, asked)] == listed and len(listed) > 20, sort


def test_the_page_of_a_filter_does_not_narrow_its_file(app: Flask, eight: Session) -> None:
    assert len(rows(app, eight, TicketFilter(page=3))) == 7


def test_the_total_and_the_seq_are_those_of_the_index(app: Flask, eight: Session) -> None:
    found = ticket_export(sources(app, eight), TicketFilter(q="lubang"), NOW)
    newest = eight.scalars(select(Event.seq).order_by(Event.seq.desc()).limit(1)).one()
    assert (found.total, found.seq) == (len(list(found.rows)), newest)


def test_no_word_of_a_stub_or_a_hidden_ticket_leaves(app: Flask, eight: Session) -> None:
    found = rows(app, eight)
    assert SECRET not in repr(found)
    stub = next(row for row in found if row["code"].endswith("4"))
    assert (stub["visibility"], stub["title"], stub["text"], stub["agency"]) == ("stub", "", "", "kelurahan-ragunan")


def test_a_ticket_that_is_hidden_after_the_index_saw_it_is_left_out(app: Flask, eight: Session) -> None:
    found = ticket_export(sources(app, eight), TicketFilter(), NOW)
    ticket = eight.scalars(select(Ticket).where(Ticket.source_id == "1")).one()
    ticket.visibility, ticket.text = "hidden", ""
    eight.commit()
    assert len(list(found.rows)) == found.total - 1


def test_moments_are_seconds_and_what_is_named_has_key_and_name(app: Flask, eight: Session) -> None:
    first = rows(app, eight, TicketFilter(sort=Sort.OLDEST))[0]
    assert first["submitted_at"] == int((MORNING + timedelta(hours=1)).timestamp())
    assert (first["area"], first["area_name"], first["parent_area_name"]) == (RAGUNAN, "Ragunan", "Pasar Minggu")
    assert (first["status"], first["status_type"], first["overdue"]) == ("menunggu", "open", True)
    assert (first["channel"], first["resolved_at"], first["duplicate_of"]) == ("jaki", None, None)
    assert first["updated_at"] > first["submitted_at"]


def test_a_duplicate_names_the_other_ticket(app: Flask, eight: Session) -> None:
    record_many([complaint(70, step(Kind.MERGED, 90, agency="Kelurahan Ragunan", other="1"))], portal_of(app).city)
    fed(app, eight)
    newest = rows(app, eight)[0]
    assert (newest["status"], newest["duplicate_of"]) == ("duplikat", "JK2303060001")


def test_rows_are_read_batch_by_batch(app: Flask, eight: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "BATCH", 3)
    found = ticket_export(sources(app, eight), TicketFilter(), NOW)
    with counted(eight) as statements:
        assert len(list(found.rows)) == 7
    assert len(statements) == 3

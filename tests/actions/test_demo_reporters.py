"""A share of the demonstration's reports has a reporter, always the same, who was asked as any reporter is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.demo_reporters import KEPT, SHARE, give_reporters
from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.secret_token import token_hash
from portal.models import AskedEnd, Event, Reporter, Ticket
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install

OWN = "kelurahan-ragunan"


def given(session: Session) -> list[tuple[str, str, str | None]]:
    """Of each end that somebody was asked about: whose report, the kind of its event, and that of the answer."""
    answers = dict(session.execute(select(Event.seq, Event.kind)).tuples().all())
    rows = session.execute(
        select(Ticket.code, Event.kind, AskedEnd.answer_seq)
        .join(Event, Event.seq == AskedEnd.seq)
        .join(Ticket, Ticket.id == AskedEnd.ticket_id)
        .order_by(AskedEnd.seq)
    ).all()
    session.rollback()
    return [(code, kind, answers.get(answer or 0)) for code, kind, answer in rows]


def test_a_share_was_asked_at_each_end_and_what_citizens_said_is_their_answer(
    session: Session, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: MORNING + timedelta(days=60))
    install(city)
    first, no = step(Kind.RESOLVED, 300, agency=OWN, text="Selesai."), step(Kind.DISPUTED, 310, text="Belum.")
    again, yes = step(Kind.RESOLVED, 320, agency=OWN, text="Selesai lagi."), step(Kind.CONFIRMED, 330, text="Sudah.")
    record_many([complaint(n, first, no, again, yes, agency=OWN, source="demo") for n in range(1, 200)], city)
    record_many([complaint(n, first, agency=OWN, source="lain") for n in range(200, 260)], city)
    many = give_reporters("demo", "secret")
    assert 0.5 * SHARE < 100 * many / 199 < 1.5 * SHARE
    found = given(session)
    assert {(kind, answer) for _, kind, answer in found} == {("resolved", "disputed"), ("resolved", "confirmed")}
    assert len(found) == 2 * many == 2 * len({code for code, *_ in found})
    assert give_reporters("demo", "secret") == 0 and given(session) == found, "run again it changes nothing"


def test_links_work_as_long_as_any_and_nobody_can_guess_one(session: Session, city: City) -> None:
    install(city)
    record_many([complaint(n, agency=OWN, source="demo") for n in range(1, 60)], city)
    give_reporters("demo", "secret")
    kept = session.execute(select(Reporter, Ticket).join(Ticket, Ticket.id == Reporter.ticket_id)).all()
    assert kept and all(row.Reporter.delete_after == row.Ticket.submitted_at + KEPT for row in kept)
    guesses = [guess for row in kept for guess in (row.Ticket.code, row.Ticket.source_id, str(row.Ticket.id))]
    assert not {token_hash(guess) for guess in guesses} & {row.Reporter.token_hash for row in kept}

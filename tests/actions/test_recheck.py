"""A validator is asked to look, once for an end: that alone moves no figure; what they find ends the request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.intake.record import record_many
from portal.actions.judge import judge
from portal.actions.recheck import let_stand
from portal.actions.resolve import reopen, resolve, validate
from portal.actions.witness import DAY, say
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.permission import Actor, Role
from portal.domain.validation import Checked
from portal.domain.witness import AfterUnsolved, WitnessKind
from portal.extensions import db
from portal.models import Custody, StoredScorecard, Ticket
from portal.projections.scorecards import recompute
from portal.queries.desk.ticket import Desk, work_ticket
from portal.queries.log.verify_tickets import ticket_differences
from tests.actions.test_witness import SECRET, later
from tests.support.complaints import complaint, step
from tests.support.one_ticket import actor, agency, by, events, holder, refused, ticket, validator

pytestmark = pytest.mark.usefixtures("one_ticket")
LOOKED = "Sudah dilihat di tempatnya: lubangnya tertutup rata."


@pytest.fixture
def asks(city: City) -> City:
    """A city in which two people are enough for a validator to be asked."""
    return replace(city, unsolved_people=2, unsolved_then=AfterUnsolved.ASKS)


def done(city: City, words: str = "Lubang sudah kami tutup.") -> None:
    resolve(ticket().id, words, by(holder(), city))
    validate(ticket().id, "Fotonya cocok.", by(validator(city), city), [Checked.PHOTO])


def crowd(city: City, monkeypatch: pytest.MonkeyPatch, net: str = "10.0") -> None:
    """Two people, on two days."""
    say(ticket().id, WitnessKind.UNSOLVED, f"{net}.0.1", city, SECRET)
    later(monkeypatch, DAY)
    say(ticket().id, WitnessKind.UNSOLVED, f"{net}.0.2", city, SECRET)


def figures(session: Session, city: City) -> dict[str, object]:
    """Every scorecard computed anew, who had which ticket, and what tickets are but for their number in the log."""
    session.rollback()
    recompute(session, city, clock.now())
    cards = session.execute(select(StoredScorecard.cell, StoredScorecard.period, StoredScorecard.figures))
    hands = session.execute(select(Custody.ticket_id, Custody.agency_id, Custody.from_at, Custody.to_at, Custody.role))
    rows = session.execute(select(*(c for c in Ticket.__table__.c if c.name not in ("last_seq", "recheck_at"))))
    return {"cards": sorted(map(tuple, cards)), "hands": sorted(hands.all(), key=repr), "rows": sorted(rows, key=repr)}


def test_asking_and_letting_stand_move_no_scorecard_no_custody_and_nothing_of_the_ticket(
    session: Session, asks: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    solved = step(Kind.RESOLVED, 30, agency="kelurahan-ragunan", text="Sudah ditambal.")
    record_many([complaint(n, solved, agency="kelurahan-ragunan") for n in range(2, 40)], asks)
    done(asks)
    later(monkeypatch, DAY * 2)
    moment = clock.now() + DAY
    monkeypatch.setattr(clock, "now", lambda: moment)
    before = figures(session, asks)
    assert before["cards"] and before["hands"]
    monkeypatch.setattr(clock, "now", lambda: moment - DAY)
    crowd(asks, monkeypatch)
    assert (events()[-1].kind, ticket().recheck_at) == ("recheck_asked", clock.now().replace(microsecond=0))
    assert events()[-1].text == "2 orang mengatakan dalam beberapa hari bahwa ini belum beres."
    assert figures(session, asks) == before
    let_stand(ticket().id, LOOKED, by(validator(asks), asks), [Checked.VISIT])
    assert (events()[-1].kind, events()[-1].checked, ticket().recheck_at) == ("recheck_ended", ["visit"], None)
    assert figures(session, asks) == before
    assert list(ticket_differences(session, asks, lambda _done, _of: None)) == []


def test_nobody_is_asked_twice_about_one_end_and_of_the_next_one_again(
    asks: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(asks)
    crowd(asks, monkeypatch)
    say(ticket().id, WitnessKind.UNSOLVED, "10.9.0.3", asks, SECRET)
    let_stand(ticket().id, LOOKED, by(validator(asks), asks), [Checked.VISIT])
    say(ticket().id, WitnessKind.UNSOLVED, "10.9.0.4", asks, SECRET)
    kinds = [event.kind for event in events()]
    assert kinds.count("recheck_asked") == 1 and ticket().status == "selesai"
    reopen(ticket().id, "Berlubang lagi.", by(holder(), asks))
    later(monkeypatch, DAY)
    done(asks, "Aspalnya kami ganti seluruhnya.")
    crowd(asks, monkeypatch)
    assert [event.kind for event in events()].count("recheck_asked") == 2 and ticket().recheck_at is not None


def _validator_opens(city: City) -> None:
    reopen(ticket().id, "Lubangnya masih ada.", by(validator(city), city))


def _reporter_contests(city: City) -> None:
    judge(ticket().id, city, done=False, words="Lubangnya masih ada.")


@pytest.mark.parametrize(("ends", "disputed"), [(_validator_opens, 0), (_reporter_contests, 1)])
def test_opening_it_again_ends_the_request_and_counts_as_ever(
    asks: City, monkeypatch: pytest.MonkeyPatch, ends: Callable[[City], None], disputed: int
) -> None:
    done(asks)
    crowd(asks, monkeypatch)
    ends(asks)
    now = ticket()
    assert (now.status, now.recheck_at, now.reopened, now.disputed) == ("proses", None, 1, disputed)
    with refused("recheck_over"):
        let_stand(ticket().id, LOOKED, by(validator(asks), asks), [Checked.VISIT])


def test_who_may_look(asks: City, monkeypatch: pytest.MonkeyPatch) -> None:
    done(asks)
    with refused("recheck_over"):  # nobody has asked
        reopen(ticket().id, "Lubangnya masih ada.", by(validator(asks), asks))
    crowd(asks, monkeypatch)
    own, pam = ticket().agency_id, agency("pam-jaya")
    own_work = [(own, Role.VALIDATOR, "own_work"), (own, Role.COORDINATOR, "own_work")]
    for whose, role, reason in [*own_work, (pam, Role.OFFICER, "validator_needed")]:
        with refused(reason):
            let_stand(ticket().id, LOOKED, by(actor(whose, role), asks), [Checked.VISIT])
    with refused("words_needed"):
        let_stand(ticket().id, ".", by(validator(asks), asks), [Checked.VISIT])

    def can(who: Actor) -> set[Kind]:
        found = work_ticket(db.session(), ticket().code, Desk(who, clock.now(), timedelta(hours=6)))
        return set(found.can if found else ()) & {Kind.RECHECK_ENDED, Kind.REOPENED}

    assert can(validator(asks)) == {Kind.RECHECK_ENDED, Kind.REOPENED} and can(holder()) == {Kind.REOPENED}
    let_stand(ticket().id, LOOKED, by(validator(asks), asks), [Checked.VISIT])
    assert can(validator(asks)) == set()


def test_an_export_that_takes_the_end_back_takes_the_request_with_it(
    session: Session, asks: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The source says later that the report had never ended when people said so."""
    at = clock.now() - DAY * 3
    told = complaint(77, source="ekspor", agency="kelurahan-ragunan")
    told = replace(told, submitted_at=at, updated_at=clock.now() - DAY)
    ended = replace(step(Kind.RESOLVED, 0, agency="kelurahan-ragunan", text="Beres."), at=clock.now() - DAY * 2)
    record_many([replace(told, steps=(ended,))], asks)
    asked = session.scalars(select(Ticket).where(Ticket.source_id == "77")).one().id
    say(asked, WitnessKind.UNSOLVED, "10.0.0.1", asks, SECRET)
    later(monkeypatch, DAY)
    say(asked, WitnessKind.UNSOLVED, "10.0.0.2", asks, SECRET)
    assert ticket("77").recheck_at is not None
    later(monkeypatch, DAY)
    record_many([replace(told, updated_at=clock.now())], asks)
    assert (ticket("77").status == "selesai", ticket("77").recheck_at) == (False, None)
    assert list(ticket_differences(session, asks, lambda _done, _of: None)) == []
    assert session.scalar(text("SELECT count(*) FROM event WHERE kind = 'recheck_asked'")) == 1

"""Scorecards are computed from what is stored, on both databases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.intake.record import record_many
from portal.domain import column_table, time_in_hand
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.period_scorecard import PeriodScorecard
from portal.domain.record import Record
from portal.domain.time_in_hand import Cause
from portal.models import Agency, Area, Checkpoint, Event, ScorecardEdition, StoredFinding, StoredScorecard, Ticket
from portal.models.scorecard_json import from_json
from portal.projections.checkpoints import newest, rebuild_asked
from portal.projections.scorecards import NAME, feed, recompute
from portal.queries.scorecards import times_in_hand
from portal.queries.scorecards.sheets import sheets
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install
from tests.support.random_history import History

NOW = MORNING + timedelta(days=40)
DINAS = "Dinas Bina Marga"


def resolved(number: int, hours: float, text: str = "") -> Record:
    """A complaint that its agency resolved so many hours after it came in."""
    return complaint(number, step(Kind.RESOLVED, number + hours, agency="Kelurahan Ragunan", text=text))


def sheet(session: Session, agency: str = "Kelurahan Ragunan", period: str = "all") -> PeriodScorecard:
    query = select(StoredScorecard.figures).join(Agency, Agency.id == StoredScorecard.agency_id)
    found = session.execute(
        query.where(StoredScorecard.scope == "agency", Agency.name == agency, StoredScorecard.period == period)
    )
    return from_json(json.loads(found.scalar_one()))


def test_figures_count_every_public_face_and_no_pending_ticket(session: Session, city: City) -> None:
    record_many([resolved(1, 24), resolved(2, 24), complaint(3, private=True), complaint(4), complaint(5)], city)
    session.execute(
        update(Ticket).where(Ticket.source_id == "4").values(visibility="hidden", title="", text="", place="")
    )
    session.execute(
        update(Ticket).where(Ticket.source_id == "5").values(visibility="pending", title="", text="", place="")
    )
    session.commit()
    recompute(session, city, NOW)
    card = sheet(session).card
    assert (card.received, card.backlog.n) == (4, 2)
    assert card.resolution.median.value == 24 * 3600


def test_computing_twice_changes_nothing_and_says_how_far_the_log_was_read(session: Session, city: City) -> None:
    record_many([resolved(n, n * 3) for n in range(1, 8)], city)
    count = recompute(session, city, NOW)
    first = stored(session)
    assert recompute(session, city, NOW) == count == len(first)
    assert stored(session) == first
    assert session.get_one(Checkpoint, NAME).seq == newest(session)


def stored(session: Session) -> list[tuple[object, ...]]:
    columns = select(
        StoredScorecard.cell,
        StoredScorecard.period,
        StoredScorecard.seq,
        StoredScorecard.as_of,
        StoredScorecard.figures,
    )
    return [tuple(row) for row in session.execute(columns.order_by(StoredScorecard.cell, StoredScorecard.period))]


def test_a_month_holds_only_what_came_in_within_it_in_the_citys_calendar(session: Session, city: City) -> None:
    # 31 March 23.30 in Jakarta is still March; an hour later it is April.
    hours = (25 * 24 + 15, 25 * 24 + 16)
    record_many([complaint(n) for n in hours], city)
    recompute(session, city, NOW)
    assert sheet(session, period="2023-03").card.received == 1
    assert sheet(session, period="2023-04").card.received == 1
    assert sheet(session, period="2023-Q1").card.received == 1
    assert sheet(session, period="2023").card.received == 2
    assert [(m.key, m.received) for m in sheet(session).trend] == [("2023-03", 1), ("2023-04", 1)]


def test_waiting_is_charged_to_whoever_held_the_ticket(session: Session, city: City) -> None:
    handed = step(Kind.ROUTED, 11, agency="Kelurahan Ragunan", to_agency=DINAS)
    done = step(Kind.RESOLVED, 11 + 48, agency=DINAS)
    record_many([complaint(1, handed, done)], city)
    recompute(session, city, NOW)
    dinas = sheet(session, DINAS)
    assert dinas.hands is not None
    assert dinas.hands.total == 48 * 3600
    assert dinas.card.resolution.median.value == 48 * 3600  # its own time, from its receipt
    assert dinas.outcomes is not None
    assert dinas.outcomes.citizens.median.value == 58 * 3600  # what the citizen waited, from the first submission
    kelurahan = sheet(session).outcomes  # it had the report for ten hours: more than the hand-over limit
    assert kelurahan is not None and kelurahan.ended[Cause.PASSED_ON] == 1


def test_who_passed_a_misrouted_report_on_at_once_has_no_scorecard_for_it(session: Session, city: City) -> None:
    record_many([complaint(1, step(Kind.ROUTED, 6, agency="Kelurahan Ragunan", to_agency=DINAS))], city)
    recompute(session, city, NOW)
    query = select(Agency.name).join(StoredScorecard, StoredScorecard.agency_id == Agency.id)
    assert set(session.scalars(query)) == {DINAS}


def test_answers_with_the_same_words_are_counted_agency_by_agency(session: Session, city: City) -> None:
    texts = ["Sudah ditindaklanjuti.", "Sudah ditindaklanjuti.", "Lubang ditutup aspal.", "Pohon dipangkas."]
    record_many([resolved(n, 5, text) for n, text in enumerate(texts, 1)], city)
    recompute(session, city, NOW)
    found = sheet(session).same_text
    assert found is not None
    assert (found.value, found.n) == (0.5, 4)


def test_an_area_counts_what_lies_in_the_areas_below_it(session: Session, city: City) -> None:
    record_many([complaint(1), complaint(2)], city)
    above, below = (
        Area(code="1", name="Kebayoran Baru", level="kecamatan"),
        Area(code="2", name="Gandaria", level="kelurahan"),
    )
    session.add_all([above, below])
    session.flush()
    below.parent_id = above.id
    above_id, below_id = above.id, below.id
    session.execute(update(Ticket).where(Ticket.source_id == "1").values(area_id=below_id))
    session.execute(update(Ticket).where(Ticket.source_id == "2").values(area_id=above_id))
    session.commit()
    recompute(session, city, NOW)
    query = select(StoredScorecard.area_id, StoredScorecard.figures).where(
        StoredScorecard.scope == "area", StoredScorecard.period == "all"
    )
    counted = {area: json.loads(figures)["received"] for area, figures in session.execute(query)}
    assert counted == {below_id: 1, above_id: 2}
    by_category = select(StoredScorecard.cell, StoredScorecard.period, StoredScorecard.figures).where(
        StoredScorecard.scope == "area/category", StoredScorecard.area_id.is_not(None)
    )
    found = {(cell, period): json.loads(figures)["received"] for cell, period, figures in session.execute(by_category)}
    road = session.execute(select(Ticket.category_id).limit(1)).scalar_one()
    cell = f"area:{above_id}/category:{road}"
    assert found == {(cell, "all"): 2, (cell, "2023"): 2}, "of the largest areas, by year"


def test_the_trend_ends_with_the_last_month_in_which_anything_happened(session: Session, city: City) -> None:
    record_many([resolved(1, 60 * 24), complaint(2)], city)
    recompute(session, city, MORNING + timedelta(days=3000))
    trend = sheet(session).trend
    assert [(m.key, m.received, m.resolved) for m in trend] == [("2023-03", 2, 0), ("2023-04", 0, 0), ("2023-05", 0, 1)]


def test_an_empty_city_has_no_scorecards_and_no_error(session: Session, city: City) -> None:
    assert recompute(session, city, NOW) == 0


def test_figures_of_a_ticket_that_is_gone_are_gone_too(session: Session, city: City) -> None:
    record_many([complaint(1)], city)
    recompute(session, city, NOW)
    session.execute(update(Ticket).values(visibility="pending", title="", text="", place=""))
    session.commit()
    assert recompute(session, city, NOW) == 0
    assert session.execute(select(Event.seq)).first() is not None


@pytest.mark.parametrize("stood_at", [None, 0, 7])
def test_a_request_that_comes_during_a_computation_is_kept(
    session: Session, city: City, stood_at: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_many([complaint(n) for n in range(1, 9)], city)
    if stood_at is not None:
        session.add(Checkpoint(name=NAME, seq=stood_at, at=NOW))
        session.commit()

    def asked_meanwhile(*given: Any) -> Iterator[Any]:
        session.merge(Checkpoint(name=NAME, seq=0, at=NOW))
        session.commit()
        return sheets(*given)

    monkeypatch.setattr("portal.projections.scorecards.sheets", asked_meanwhile)
    recompute(session, city, NOW)
    assert rebuild_asked(session, NAME)
    monkeypatch.undo()
    feed(session, city, newest(session))
    assert session.get_one(Checkpoint, NAME).seq == newest(session)


def test_figures_are_computed_again_when_they_grow_old_although_nothing_happened(
    session: Session, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_many([complaint(1)], city)
    seq, seen = newest(session), []
    for minutes in (0, 30, 61):
        monkeypatch.setattr(clock, "now", lambda at=NOW + timedelta(minutes=minutes): at)
        feed(session, city, seq)
        seen.append(session.execute(select(ScorecardEdition.as_of)).scalar_one())
    assert seen == [NOW, NOW, NOW + timedelta(minutes=61)]


def test_the_finding_of_the_week_is_of_the_same_moment_and_event_and_stands_alone(session: Session, city: City) -> None:
    record_many([resolved(n, n * 3) for n in range(1, 8)], city)
    recompute(session, city, NOW)
    [first] = session.scalars(select(StoredFinding)).all()
    shown = session.get_one(ScorecardEdition, 1)
    assert (first.seq, first.as_of) == (shown.seq, shown.as_of)
    week = first.week
    assert week <= first.as_of < week + timedelta(days=7)
    record_many([resolved(9, 30)], city)
    recompute(session, city, NOW + timedelta(days=7))
    session.expire_all()
    [second] = session.scalars(select(StoredFinding)).all()
    assert (second.seq, second.week) == (newest(session), week + timedelta(days=7)), "the old one is gone"


@pytest.mark.only_on("sqlite")
def test_figures_do_not_depend_on_how_many_rows_are_looked_at_together(
    session: Session, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(city)
    history = History(session, city, monkeypatch, seed=4)
    history.day(acts=300)
    recompute(session, city, history.now)
    expected = {(row.cell, row.period): row.figures for row in session.scalars(select(StoredScorecard))}
    session.rollback()
    for module in (column_table, time_in_hand, times_in_hand):
        monkeypatch.setattr(module, "AT_ONCE", 3)
    recompute(session, city, history.now)
    found = {(row.cell, row.period): row.figures for row in session.scalars(select(StoredScorecard))}
    assert found == expected and len(found) > 50

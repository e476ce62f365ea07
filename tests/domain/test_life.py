"""A ticket's life in brief: whose hands, what happened, what is late, and which promises were kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from portal.domain.event import Kind
from portal.domain.life import Hands, Life, LifeEvent, LifeFacts, LifeSign, life
from portal.domain.status import Status

START = datetime(2026, 10, 19, tzinfo=UTC)


def at(days: float) -> datetime:
    return START + timedelta(days=days)


def facts(end: float, status: Status = Status.PROSES, followed: float | None = None) -> LifeFacts:
    return LifeFacts(
        start=START, end=at(end), due=at(7), status=status, followed=None if followed is None else at(followed)
    )


def signs(found: Life) -> list[tuple[LifeSign, float]]:
    return [(mark.sign, (mark.at - START) / timedelta(days=1)) for mark in found.marks]


def test_late_is_what_was_waited_for_past_the_due_date() -> None:
    assert facts(5).late == timedelta()
    assert facts(37).late == timedelta(days=30)
    assert facts(9, Status.SELESAI).late == timedelta(days=2)


def test_a_merged_ticket_waits_on_in_the_other_one() -> None:
    merged = facts(2, Status.DUPLIKAT, followed=20)
    assert (merged.last, merged.late) == (at(20), timedelta(days=13))
    assert facts(2, Status.DUPLIKAT, followed=1).last == at(2)  # the other one had ended before


def test_two_turns_of_one_agency_without_a_step_between_are_one() -> None:
    hands = [Hands(1, at(0), at(1)), Hands(2, at(1), at(3)), Hands(2, at(3), at(4)), Hands(2, at(5), at(9))]
    assert life(facts(9), hands, []).hands == (hands[0], Hands(2, at(1), at(4)), hands[3])


def test_each_time_it_was_said_to_be_done_is_a_mark_but_for_the_end_itself() -> None:
    said = [LifeEvent(Kind.COMPLETED, at(3)), LifeEvent(Kind.DISPUTED, at(5)), LifeEvent(Kind.RESOLVED, at(9))]
    done = [(LifeSign.DONE, 3), (LifeSign.DISPUTED, 5)]
    assert signs(life(facts(9, Status.SELESAI), [], said)) == done
    reopened = [*said, LifeEvent(Kind.REOPENED, at(9)), LifeEvent(Kind.RESPONDED, at(10))]
    assert signs(life(facts(12), [], reopened)) == [
        *done, (LifeSign.DONE, 9), (LifeSign.REOPENED, 9), (LifeSign.WORD, 10)
    ]  # fmt: skip


def test_a_promise_is_broken_when_its_day_passed_while_somebody_had_the_ticket() -> None:
    promise = LifeEvent(Kind.PROMISED, at(1), at(4))
    hands = [Hands(1, at(0), at(9))]
    word = (LifeSign.WORD, 1)
    assert signs(life(facts(9), hands, [promise])) == [word, (LifeSign.BROKEN, 4)]
    assert signs(life(facts(3), [Hands(1, at(0), at(3))], [promise])) == [word, (LifeSign.PROMISE, 4)]
    ended = life(facts(3, Status.SELESAI), [Hands(1, at(0), at(3))], [promise])
    assert signs(ended) == [word, (LifeSign.PROMISE, 4)]
    moved = life(facts(9), hands, [promise, LifeEvent(Kind.PROMISED, at(2), at(12))])
    assert signs(moved) == [word, (LifeSign.WORD, 2), (LifeSign.PROMISE, 12)]

"""Whose ends did not hold: those of who was responsible then, whoever has the ticket now."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from portal.domain.cohort import OPEN, REASONS, Cohort
from portal.domain.column_table import NEVER
from portal.domain.ended_in_hand import (
    EndedInHand,
    EndVerdict,
    VerdictColumns,
    end_shares,
    ended_in_hand,
    responsible_at,
)
from portal.domain.transitions import Closing
from tests.domain.test_time_in_hand import HOUR, LIGHTS, ROADS, VALIDATOR, WATER, Period, columns, whole

RESOLVED, REJECTED = REASONS.index(Closing.RESOLVED), REASONS.index(Closing.REJECTED)
#: (row of the ticket, hours, what was said)
Said = tuple[int, float, EndVerdict]


def found(
    periods: Sequence[Sequence[Period]], now: Sequence[tuple[int, int, float]], said: Sequence[Said]
) -> EndedInHand:
    """``now``: of each ticket who is responsible, its closing reason, and the hour of its first answer."""
    custody, _ = columns(periods, [(agency, None) for agency, _, _ in now], None, 90 * 24)
    answered = [int(hour * HOUR) for _, _, hour in now]
    told = {
        "closing": whole([reason for _, reason, _ in now]),
        "responded": whole([at if at >= 0 else NEVER for at in answered]),
        "responses": whole([int(at >= 0) for at in answered]),
    }
    cohort = Cohort(**{name: whole([0] * len(now)) for name in Cohort.NAMES} | told)
    ticket, at, verdict = (whole(column) for column in zip(*said, strict=True)) if said else (whole([]),) * 3
    verdicts = VerdictColumns(ticket=ticket, at=at * HOUR, verdict=verdict)
    return ended_in_hand(cohort, whole([agency for agency, _, _ in now]), custody, verdicts)


def rows(of: EndedInHand) -> list[tuple[int, int, str]]:
    flags = ("reopened", "disputed", "confirmed", "over", "silent")
    return [
        (ticket, agency, "".join(name[0] for name in flags if getattr(of.flags, name)[place]))
        for place, (ticket, agency) in enumerate(zip(of.ticket.tolist(), of.agency.tolist(), strict=True))
    ]


def test_a_dispute_stays_with_who_said_done_and_an_answer_of_the_next_explains_nothing_of_before() -> None:
    """Roads said done in hour 9 without a word; disputed in hour 20, passed on in hour 21; water mended and said so."""
    held: list[Period] = [(ROADS, 0, 9, True), (ROADS, 20, 21, True), (WATER, 21, 40, True)]
    of = found([held], [(WATER, RESOLVED, 40)], [(0, 20, EndVerdict.DISPUTED)])
    assert rows(of) == [(0, ROADS, "rdos"), (0, WATER, "o")]
    shares = {agency: end_shares(of.take(of.agency == agency).flags) for agency in (ROADS, WATER)}
    assert [shares[ROADS][name].value for name in ("disputed", "reopened", "silent")] == [1.0, 1.0, 1.0]
    assert (shares[WATER]["disputed"].value, shares[WATER]["silent"].n) == (0.0, 1)


def test_who_was_asked_stays_with_whose_end_it_was_and_an_end_that_was_none_asks_nobody() -> None:
    held: list[Period] = [(ROADS, 0, 9, True), (ROADS, 20, 21, True), (WATER, 21, 40, True)]
    said: list[Said] = [(0, 9, EndVerdict.ANSWERED), (0, 20, EndVerdict.DISPUTED), (0, 40, EndVerdict.ASKED)]
    of = found(
        [held, [(LIGHTS, 0, 5, True)]],
        [(WATER, RESOLVED, 40), (LIGHTS, REJECTED, 5)],
        [*said, (1, 5, EndVerdict.ASKED)],
    )
    assert list(zip(of.agency, of.flags.asked, of.flags.answered, strict=True)) == [
        (ROADS, True, True),
        (WATER, True, False),
    ]


def test_rejecting_what_was_disputed_moves_no_dispute_and_what_is_open_again_is_not_over() -> None:
    again: list[Period] = [(ROADS, 0, 9, True), (ROADS, 20, None, True)]
    of = found(
        [again, again],
        [(ROADS, REJECTED, 9), (ROADS, OPEN, -1)],
        [(0, 20, EndVerdict.DISPUTED), (1, 20, EndVerdict.REOPENED)],
    )
    assert rows(of) == [(0, ROADS, "rd"), (1, ROADS, "r")]


def test_who_checks_or_helps_is_not_responsible_and_a_confirmation_opens_nothing() -> None:
    held: list[Period] = [(ROADS, 0, 5, True), (LIGHTS, 5, 7, False), (ROADS, 7, 8, True), (VALIDATOR, 8, 9, False)]
    of = found(
        [held, [(WATER, 0, 3, True)]], [(ROADS, RESOLVED, 8), (WATER, RESOLVED, -1)], [(0, 30, EndVerdict.CONFIRMED)]
    )
    assert rows(of) == [(0, ROADS, "co"), (1, WATER, "os")]


def test_what_is_handed_on_in_the_second_of_its_reopening_was_ended_by_who_had_it_before() -> None:
    held: list[Period] = [(ROADS, 0, 9, True), (ROADS, 20, 20, True), (WATER, 20, None, True)]
    custody, _ = columns([held, [], [(LIGHTS, 4, 4, True)]], [(WATER, None), (WATER, None), (LIGHTS, None)], None, 90)
    agency, known = responsible_at(custody, whole([0, 1, 2]), whole([20 * HOUR, 20 * HOUR, 4 * HOUR]))
    assert (agency[known].tolist(), known.tolist()) == ([ROADS, LIGHTS], [True, False, True])
    none = custody.take(np.zeros(len(custody.ticket), dtype=np.bool_))
    assert not responsible_at(none, whole([0]), whole([1]))[1].any()

"""How a ticket changes: worked examples, and what must hold after any legal course of happenings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.event import EventDraft, Kind
from portal.domain.replay import replay
from portal.domain.status import OPEN, Refused, Status, StatusType, allowed
from portal.domain.transitions import Closing, TicketState, apply, received

START = datetime(2023, 5, 1, tzinfo=UTC)
KELURAHAN, SUDIN, PAM, BIRO = 1, 2, 3, 9


def happen(kind: Kind, hours: float, **facts: object) -> EventDraft:
    return EventDraft(kind=kind, at=START + timedelta(hours=hours), **{"agency": SUDIN, "text": "x", **facts})  # type: ignore[arg-type]


RECEIVED = EventDraft(kind=Kind.RECEIVED, at=START, agency=KELURAHAN)


def fold(drafts: list[EventDraft], validator: int | None = None) -> TicketState:
    return replay(drafts, validator).state


def test_the_first_answer_is_the_first_public_sign_of_an_agency() -> None:
    state = fold([RECEIVED, happen(Kind.NOTED, 1, public=False), happen(Kind.ROUTED, 2, to_agency=SUDIN)])
    assert state.first_response_at == START + timedelta(hours=2)
    assert fold([RECEIVED, happen(Kind.NOTED, 1, public=False)]).first_response_at is None


def test_coordination_moves_the_hands_and_not_the_responsibility() -> None:
    asked = fold([RECEIVED, happen(Kind.COORDINATION_ASKED, 1, to_agency=PAM)])
    assert (asked.holder, asked.agency, asked.status) == (PAM, KELURAHAN, Status.KOORDINASI)
    answered = apply(asked, happen(Kind.COORDINATION_ANSWERED, 5))
    assert (answered.holder, answered.holder_since) == (KELURAHAN, START + timedelta(hours=5))


def test_a_dispute_opens_again_and_the_next_end_says_so() -> None:
    state = fold(
        [RECEIVED, happen(Kind.COMPLETED, 1), happen(Kind.VALIDATED, 2), happen(Kind.DISPUTED, 3)], validator=BIRO
    )
    assert (state.status, state.resolved_at, state.ended_at, state.disputed, state.reopened) == (
        Status.PROSES,
        None,
        None,
        1,
        1,
    )
    assert apply(state, happen(Kind.RESOLVED, 9)).closing is Closing.RESOLVED_AFTER_DISPUTE


def test_while_it_is_checked_the_validator_has_it_in_hand() -> None:
    state = fold([RECEIVED, happen(Kind.COMPLETED, 1)], validator=BIRO)
    assert (state.holder, state.agency) == (BIRO, KELURAHAN)
    assert apply(state, happen(Kind.VALIDATION_REFUSED, 2), validator=BIRO).holder == KELURAHAN


def test_a_promise_in_the_past_is_refused() -> None:
    with pytest.raises(Refused, match="date_past"):
        fold([RECEIVED, happen(Kind.PROMISED, 5, promised_at=START)])


def test_a_refusal_changes_nothing() -> None:
    state = received(RECEIVED)
    before = repr(state)
    with pytest.raises(Refused):
        apply(state, happen(Kind.VALIDATED, 1))
    assert repr(state) == before


@st.composite
def courses(draw: st.DrawFn) -> list[EventDraft]:
    """A legal course: each step is one of those that the table and the rules allow."""
    course, state, hours = [RECEIVED], received(RECEIVED), 0.0
    for _ in range(draw(st.integers(0, 14))):
        hours += draw(st.integers(0, 48))
        kind = draw(st.sampled_from(sorted(allowed(state.status))))
        other = draw(st.sampled_from([a for a in (KELURAHAN, SUDIN, PAM, BIRO) if a != state.holder]))
        step = happen(kind, hours, to_agency=other, other_ticket=7, promised_at=START + timedelta(hours=hours + 24))
        course.append(step)
        state = apply(state, step, validator=BIRO)
    return course


@given(courses())
def test_after_any_legal_course_state_and_custody_agree(course: list[EventDraft]) -> None:
    found = replay(course, BIRO)
    state: TicketState = found.state
    assert (state.status in OPEN) == (state.ended_at is None) == (state.closing is None)
    assert (state.status.type is StatusType.RESOLVED) == (state.resolved_at is not None)
    assert (state.duplicate_of is not None) == (state.closing is Closing.DUPLICATE)
    assert len(found.statuses) == len(course)
    running = [spell for spell in found.custody if spell.end is None]
    assert len(running) == (state.status in OPEN)
    if running:
        assert running[0].agency == state.holder
    for spell, following in zip(found.custody, found.custody[1:], strict=False):
        assert spell.end is not None and spell.start <= spell.end <= following.start

"""How one event changes a ticket: worked examples and refusals."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from portal.domain.event import EventDraft, Kind, TicketFact
from portal.domain.replay import replay
from portal.domain.status import Refused, Status
from portal.domain.transitions import Closing, TicketState, apply, received

START = datetime(2023, 5, 1, tzinfo=UTC)
KELURAHAN, SUDIN, PAM, BIRO = 1, 2, 3, 9


def draft(kind: Kind, hours: float, **facts: object) -> EventDraft:
    return EventDraft(kind=kind, at=START + timedelta(hours=hours), **{"agency": SUDIN, "text": "x", **facts})  # type: ignore[arg-type]


RECEIVED = EventDraft(kind=Kind.RECEIVED, at=START, agency=KELURAHAN)


def fold(drafts: list[EventDraft], validator: int | None = None) -> TicketState:
    return replay(drafts, validator).state


def test_a_first_answer_is_a_public_text_and_never_a_hand_over_or_a_change_of_status() -> None:
    routed = [RECEIVED, draft(Kind.NOTED, 1, public=False), draft(Kind.ROUTED, 2, to_agency=SUDIN)]
    begun = [*routed, draft(Kind.STARTED, 3, text="")]
    promised = draft(Kind.PROMISED, 4, text="", promised_at=START + timedelta(days=9))
    answered = fold([*begun, promised, draft(Kind.RESPONDED, 336), draft(Kind.RESPONDED, 400)])
    assert answered.first_response_at == START + timedelta(days=14)
    assert answered.first_action_at == START + timedelta(hours=2)
    assert fold(begun).first_response_at is None
    assert fold([RECEIVED, draft(Kind.NOTED, 1, public=False)]).first_action_at is None


def test_coordination_moves_the_hands_and_not_the_responsibility() -> None:
    asked = fold([RECEIVED, draft(Kind.COORDINATION_ASKED, 1, to_agency=PAM)])
    assert (asked.holder, asked.agency, asked.status) == (PAM, KELURAHAN, Status.KOORDINASI)
    answered = apply(asked, draft(Kind.COORDINATION_ANSWERED, 5))
    assert (answered.holder, answered.holder_since) == (KELURAHAN, START + timedelta(hours=5))


def test_a_dispute_opens_again_and_the_next_end_says_so() -> None:
    state = fold(
        [RECEIVED, draft(Kind.COMPLETED, 1), draft(Kind.VALIDATED, 2), draft(Kind.DISPUTED, 3)], validator=BIRO
    )
    assert (state.status, state.resolved_at, state.ended_at, state.disputed, state.reopened) == (
        Status.PROSES,
        None,
        None,
        1,
        1,
    )
    assert apply(state, draft(Kind.RESOLVED, 9)).closing is Closing.RESOLVED_AFTER_DISPUTE


def test_while_it_is_checked_the_validator_has_it_in_hand() -> None:
    state = fold([RECEIVED, draft(Kind.COMPLETED, 1)], validator=BIRO)
    assert (state.holder, state.agency) == (BIRO, KELURAHAN)
    assert apply(state, draft(Kind.VALIDATION_REFUSED, 2), validator=BIRO).holder == KELURAHAN


def test_a_promise_in_the_past_is_refused() -> None:
    with pytest.raises(Refused, match="date_past"):
        fold([RECEIVED, draft(Kind.PROMISED, 5, promised_at=START)])


def test_a_refusal_changes_nothing() -> None:
    state = received(RECEIVED)
    before = repr(state)
    with pytest.raises(Refused):
        apply(state, draft(Kind.VALIDATED, 1))
    assert repr(state) == before


@pytest.mark.parametrize(
    ("kind", "facts", "reason"),
    [
        (Kind.RESPONDED, {"text": " "}, "text_needed"),
        (Kind.REJECTED, {"text": ""}, "text_needed"),
        (Kind.REDACTED, {"text": ""}, "text_needed"),
        (Kind.NOTED, {"text": "", "public": False}, "text_needed"),
        (Kind.CORRECTED, {"text": ""}, "text_needed"),
        (Kind.ROUTED, {}, "agency_needed"),
        (Kind.COORDINATION_ASKED, {}, "agency_needed"),
        (Kind.TRANSFERRED, {"to_agency": KELURAHAN}, "already_there"),
        (Kind.PROMISED, {}, "date_needed"),
        (Kind.PROMISED, {"promised_at": START}, "date_past"),
        (Kind.COORDINATION_ANSWERED, {}, "not_from_here"),
    ],
)
def test_every_refusal_names_its_reason(kind: Kind, facts: dict[str, object], reason: str) -> None:
    with pytest.raises(Refused) as told:
        apply(received(RECEIVED), draft(kind, 1, **facts))
    assert told.value.reason == reason


def test_a_correction_of_the_source_names_facts_in_place_of_a_text() -> None:
    state = received(RECEIVED)
    after = apply(state, draft(Kind.CORRECTED, 1, agency=None, text="", changed=(TicketFact.AREA, TicketFact.DUE)))
    assert after == state


def test_asking_for_help_returns_to_who_asked_even_if_the_responsibility_lies_elsewhere() -> None:
    asked = fold([RECEIVED, draft(Kind.COORDINATION_ASKED, 1, to_agency=PAM)])
    assert (asked.asker, asked.handoffs) == (KELURAHAN, 1)
    moved = apply(asked, draft(Kind.TRANSFERRED, 2, to_agency=SUDIN))
    assert (moved.asker, moved.agency, moved.holder, moved.status) == (None, SUDIN, SUDIN, Status.MENUNGGU)


def test_only_public_answers_with_words_count_as_responses() -> None:
    state = fold(
        [
            RECEIVED,
            draft(Kind.RESPONDED, 1),
            draft(Kind.STARTED, 2, text=""),
            draft(Kind.RESPONDED, 3, public=False),
            draft(Kind.NOTED, 4, public=False),
        ]
    )
    assert state.responses == 1


@pytest.mark.parametrize(
    ("kind", "closing"),
    [
        (Kind.RESOLVED, Closing.RESOLVED),
        (Kind.REJECTED, Closing.REJECTED),
        (Kind.CLOSED, Closing.CLOSED),
        (Kind.TIMED_OUT, Closing.TIMED_OUT),
        (Kind.MERGED, Closing.DUPLICATE),
    ],
)
def test_every_end_has_its_reason_and_only_one_is_a_resolution(kind: Kind, closing: Closing) -> None:
    state = fold([RECEIVED, draft(kind, 5, other_ticket=7)])
    assert (state.closing, state.ended_at) == (closing, START + timedelta(hours=5))
    assert (state.resolved_at is not None) == (closing is Closing.RESOLVED)
    assert state.duplicate_of == (7 if closing is Closing.DUPLICATE else None)


def test_a_promise_stays_until_another_one_moves_it() -> None:
    day, later = START + timedelta(days=1), START + timedelta(days=2)
    state = fold([RECEIVED, draft(Kind.PROMISED, 1, promised_at=day), draft(Kind.RESPONDED, 2)])
    assert state.promised_at == day
    assert apply(state, draft(Kind.PROMISED, 3, promised_at=later)).promised_at == later


def test_a_confirmation_counts_and_changes_nothing_else() -> None:
    done = fold([RECEIVED, draft(Kind.RESOLVED, 1)])
    after = apply(done, draft(Kind.CONFIRMED, 9, agency=None))
    assert (after.confirmed, after.status, after.resolved_at) == (1, done.status, done.resolved_at)


def test_applying_leaves_the_state_before_as_it_was() -> None:
    state = received(RECEIVED)
    before = repr(state)
    apply(state, draft(Kind.STARTED, 1))
    assert repr(state) == before

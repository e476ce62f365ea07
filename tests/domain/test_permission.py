"""Who may do what to a ticket: the table, cell by cell where it matters, and the reason of a refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from portal.domain.event import Kind
from portal.domain.permission import (
    CHECKS,
    PERMISSIONS,
    Actor,
    Forbidden,
    Relation,
    Right,
    Role,
    Verb,
    check,
    check_second_person,
    granted,
    is_second_person,
    may,
    relation,
)
from portal.domain.status import Status
from portal.domain.transitions import TicketState

AT = datetime(2023, 5, 1, tzinfo=UTC)
RESPONSIBLE, ASKED, OTHER = 1, 2, 3
STATE = TicketState(
    status=Status.KOORDINASI, agency=RESPONSIBLE, holder=ASKED, submitted_at=AT, holder_since=AT, asker=RESPONSIBLE
)
OWN = TicketState(status=Status.PROSES, agency=RESPONSIBLE, holder=RESPONSIBLE, submitted_at=AT, holder_since=AT)
NOBODYS = {
    *(Kind.RECEIVED, Kind.DISPUTED, Kind.CONFIRMED, Kind.TIMED_OUT, Kind.REPORTER_ANSWERED, Kind.QUESTION_ENDED),
    Kind.RECHECK_ASKED,
}
EVERYBODYS = {Kind.CORRECTED}


def someone(role: Role, agency: int) -> Actor:
    return Actor(7, agency, role)


def allowed(role: Role, agency: int, state: TicketState = STATE) -> set[Verb]:
    return {verb for verb in (*Kind, *Right) if may(someone(role, agency), verb, state)}


def reason(role: Role, agency: int, verb: Verb, state: TicketState = STATE) -> str:
    with pytest.raises(Forbidden) as told:
        check(someone(role, agency), verb, state)
    return told.value.reason


def test_an_agency_is_one_of_four_things_to_a_ticket() -> None:
    assert [relation(agency, STATE) for agency in (RESPONSIBLE, ASKED, OTHER)] == ["responsible", "asked", "none"]
    assert relation(RESPONSIBLE, OWN) is Relation.HOLDER


def test_an_agency_that_was_asked_answers_returns_or_asks_on_and_no_more() -> None:
    answers = {Kind.COORDINATION_ANSWERED, Kind.COORDINATION_ASKED, Kind.RESPONDED, Kind.NOTED, Right.READ}
    for role in (Role.OFFICER, Role.SUPERVISOR):
        assert allowed(role, ASKED) == answers | EVERYBODYS


def test_the_responsible_agency_speaks_while_another_holds_the_ticket() -> None:
    spoken = {Kind.RESPONDED, Kind.PROMISED, Kind.REOPENED, Kind.NOTED, Right.READ} | EVERYBODYS
    assert allowed(Role.OFFICER, RESPONSIBLE) == spoken
    assert allowed(Role.SUPERVISOR, RESPONSIBLE) == spoken | {Kind.REDACTED}


def test_a_supervisor_takes_back_besides() -> None:
    extra = allowed(Role.SUPERVISOR, RESPONSIBLE, OWN) - allowed(Role.OFFICER, RESPONSIBLE, OWN)
    assert extra == {Kind.REDACTED, Kind.VISIBILITY_CHANGED}


def test_a_stranger_corrects_the_own_words_and_does_nothing_else() -> None:
    assert allowed(Role.OFFICER, OTHER) == allowed(Role.SUPERVISOR, OTHER) == EVERYBODYS


def test_a_validator_checks_decides_reads_and_leaves_notes() -> None:
    usual = CHECKS | {Kind.RECHECK_ENDED, Kind.NOTED, Right.READ, Right.DECIDE} | EVERYBODYS
    assert allowed(Role.VALIDATOR, OTHER) == usual
    asked = replace(STATE, recheck_at=AT)
    assert allowed(Role.VALIDATOR, OTHER, asked) == usual | {Kind.REOPENED}
    assert reason(Role.VALIDATOR, OTHER, Kind.REOPENED) == "recheck_over"
    assert reason(Role.VALIDATOR, RESPONSIBLE, Kind.REOPENED, asked) == "own_work"


@pytest.mark.parametrize("role", [Role.VALIDATOR, Role.COORDINATOR, Role.ADMIN])
def test_nobody_checks_the_work_of_their_own_agency(role: Role) -> None:
    verbs: list[Verb] = [*CHECKS, Kind.RECHECK_ENDED, Right.DECIDE]
    for verb in verbs:
        assert reason(role, RESPONSIBLE, verb) == reason(role, RESPONSIBLE, verb, OWN) == "own_work"


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMIN])
def test_coordinators_and_admins_do_everything_anywhere(role: Role) -> None:
    assert allowed(role, OTHER) == {*Kind, *Right} - NOBODYS


def test_citizens_and_the_system_are_not_spoken_for() -> None:
    assert set(Kind) - set(PERMISSIONS) == NOBODYS
    for role in Role:
        assert all(not granted(role, kind) for kind in NOBODYS)


@pytest.mark.parametrize(
    ("role", "agency", "verb", "expected"),
    [
        (Role.OFFICER, OTHER, Kind.RESPONDED, "not_in_your_hands"),
        (Role.OFFICER, RESPONSIBLE, Kind.TRANSFERRED, "not_in_your_hands"),
        (Role.OFFICER, ASKED, Kind.REJECTED, "only_asked"),
        (Role.OFFICER, ASKED, Kind.MERGED, "only_asked"),
        (Role.OFFICER, ASKED, Kind.TRANSFERRED, "only_asked"),
        (Role.OFFICER, ASKED, Kind.ROUTED, "only_asked"),
        (Role.OFFICER, ASKED, Kind.REDACTED, "supervisor_needed"),
        (Role.OFFICER, ASKED, Kind.VALIDATED, "validator_needed"),
        (Role.SUPERVISOR, ASKED, Kind.VALIDATION_REFUSED, "validator_needed"),
        (Role.SUPERVISOR, ASKED, Right.DECIDE, "validator_needed"),
        (Role.SUPERVISOR, ASKED, Kind.CLOSED, "role_missing"),
        (Role.VALIDATOR, OTHER, Kind.RESPONDED, "role_missing"),
        (Role.ADMIN, OTHER, Kind.DISPUTED, "role_missing"),
    ],
)
def test_a_refusal_says_whose_it_is(role: Role, agency: int, verb: Verb, expected: str) -> None:
    assert reason(role, agency, verb) == expected


def test_a_check_is_made_by_a_second_person_of_a_second_agency() -> None:
    me = Actor(7, 1, Role.VALIDATOR)
    for officer, agency in ((7, 2), (8, 1), (7, 1)):
        with pytest.raises(Forbidden, match="own_work"):
            check_second_person(me, officer, agency)
    check_second_person(me, 8, 2)
    check_second_person(me, None, None)
    assert not is_second_person(me, 8, 1) and is_second_person(me, 8, 2)

"""Who may do what to a ticket, by role, and whose hands it is in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from portal.domain.event import Kind
from portal.domain.permission import AGENCY_WORK, CHECKS, Actor, Role, check, check_second_person, may
from portal.domain.status import Refused, Status
from portal.domain.transitions import TicketState

AT = datetime(2023, 5, 1, tzinfo=UTC)
RESPONSIBLE, HOLDER, OTHER = 1, 2, 3
STATE = TicketState(
    status=Status.KOORDINASI, agency=RESPONSIBLE, holder=HOLDER, submitted_at=AT, holder_since=AT, asker=RESPONSIBLE
)
NOBODYS = {Kind.RECEIVED, Kind.DISPUTED, Kind.CONFIRMED, Kind.TIMED_OUT}


def someone(role: Role, agency: int = HOLDER) -> Actor:
    return Actor(7, agency, role)


def allowed(role: Role, agency: int) -> set[Kind]:
    return {kind for kind in Kind if may(someone(role, agency), kind, STATE)}


def reason(role: Role, agency: int, kind: Kind) -> str:
    with pytest.raises(Refused) as told:
        check(someone(role, agency), kind, STATE)
    return told.value.reason


def test_an_officer_works_on_what_the_agency_holds_and_takes_nothing_back() -> None:
    assert allowed(Role.OFFICER, HOLDER) == AGENCY_WORK - {Kind.REDACTED, Kind.VISIBILITY_CHANGED}


def test_a_supervisor_takes_back_besides() -> None:
    extra = allowed(Role.SUPERVISOR, HOLDER) - allowed(Role.OFFICER, HOLDER)
    assert extra == {Kind.REDACTED, Kind.VISIBILITY_CHANGED}


def test_the_responsible_agency_speaks_while_another_holds_the_ticket() -> None:
    spoken = {Kind.RESPONDED, Kind.PROMISED, Kind.REOPENED, Kind.NOTED, Kind.CORRECTED}
    assert allowed(Role.OFFICER, RESPONSIBLE) == spoken
    assert allowed(Role.SUPERVISOR, RESPONSIBLE) == spoken | {Kind.REDACTED}


def test_another_agency_corrects_its_own_words_and_does_nothing_else() -> None:
    assert allowed(Role.OFFICER, OTHER) == allowed(Role.SUPERVISOR, OTHER) == {Kind.CORRECTED}


def test_a_validator_checks_and_leaves_notes() -> None:
    assert allowed(Role.VALIDATOR, OTHER) == CHECKS | {Kind.NOTED, Kind.CORRECTED}


@pytest.mark.parametrize("role", [Role.VALIDATOR, Role.COORDINATOR, Role.ADMIN])
def test_nobody_checks_the_work_of_their_own_agency(role: Role) -> None:
    for kind in CHECKS:
        assert reason(role, RESPONSIBLE, kind) == "own_work"


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMIN])
def test_coordinators_and_admins_do_everything_anywhere(role: Role) -> None:
    assert allowed(role, OTHER) == set(Kind)


def test_citizens_and_the_system_are_not_spoken_for() -> None:
    for role in (Role.OFFICER, Role.SUPERVISOR):
        assert not allowed(role, HOLDER) & NOBODYS


@pytest.mark.parametrize(
    ("role", "agency", "kind", "expected"),
    [
        (Role.OFFICER, OTHER, Kind.RESPONDED, "not_in_your_hands"),
        (Role.OFFICER, RESPONSIBLE, Kind.TRANSFERRED, "not_in_your_hands"),
        (Role.OFFICER, HOLDER, Kind.REDACTED, "supervisor_needed"),
        (Role.OFFICER, HOLDER, Kind.VALIDATED, "validator_needed"),
        (Role.SUPERVISOR, HOLDER, Kind.VALIDATION_REFUSED, "validator_needed"),
        (Role.SUPERVISOR, HOLDER, Kind.CLOSED, "role_missing"),
        (Role.VALIDATOR, OTHER, Kind.RESPONDED, "role_missing"),
    ],
)
def test_a_refusal_says_whose_it_is(role: Role, agency: int, kind: Kind, expected: str) -> None:
    assert reason(role, agency, kind) == expected


def test_a_check_is_made_by_a_second_person_of_a_second_agency() -> None:
    me = Actor(7, 1, Role.VALIDATOR)
    for officer, agency in ((7, 2), (8, 1), (7, 1)):
        with pytest.raises(Refused, match="own_work"):
            check_second_person(me, officer, agency)
    check_second_person(me, 8, 2)
    check_second_person(me, None, None)

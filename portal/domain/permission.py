"""Which officer may do what to a ticket."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .event import Kind
from .status import Refused
from .transitions import TicketState


class Role(StrEnum):
    """What an officer is trusted with.

    officer: works on the tickets of one agency. supervisor: besides, takes texts back. validator: checks
    resolutions of other agencies. coordinator: moves and closes tickets of every agency. admin: everything.
    Everybody may correct the words of their own agency.
    """

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    VALIDATOR = "validator"
    COORDINATOR = "coordinator"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Actor:
    """An officer as the rules see one: ids of officer and agency, and the role."""

    officer: int
    agency: int
    role: Role


EVERYWHERE = frozenset({Role.COORDINATOR, Role.ADMIN})
CHECKS = frozenset({Kind.VALIDATED, Kind.VALIDATION_REFUSED})
TAKES_BACK = frozenset({Kind.REDACTED, Kind.VISIBILITY_CHANGED})
#: What the agency that is responsible may do even while another has the ticket in hand.
RESPONSIBLE_TOO = frozenset({Kind.RESPONDED, Kind.PROMISED, Kind.REOPENED, Kind.REDACTED, Kind.NOTED})
AGENCY_WORK = frozenset(Kind) - CHECKS - {Kind.RECEIVED, Kind.DISPUTED, Kind.CONFIRMED, Kind.TIMED_OUT, Kind.CLOSED}


def check(actor: Actor, kind: Kind, state: TicketState) -> None:
    """Raises Refused when ``actor`` may not do ``kind`` to a ticket in ``state``; the reason says whose it is."""
    if kind in CHECKS:
        _check_validation(actor, state)
    elif kind is Kind.CORRECTED:
        return  # moderate.correct asks whose words they are; they stay an agency's own after the ticket was transferred
    elif kind in TAKES_BACK and actor.role is Role.OFFICER:
        raise Refused("supervisor_needed")
    elif actor.role in EVERYWHERE or (actor.role is Role.VALIDATOR and kind is Kind.NOTED):
        return
    elif actor.role is Role.VALIDATOR or kind not in AGENCY_WORK:
        raise Refused("role_missing", role=actor.role.value)
    elif actor.agency != state.holder and not (kind in RESPONSIBLE_TOO and actor.agency == state.agency):
        raise Refused("not_in_your_hands")


def _check_validation(actor: Actor, state: TicketState) -> None:
    if actor.role not in EVERYWHERE | {Role.VALIDATOR}:
        raise Refused("validator_needed")
    if actor.agency == state.agency:
        raise Refused("own_work")


def check_second_person(actor: Actor, officer: int | None, agency: int | None) -> None:
    """Raises Refused when ``actor`` would check what this officer, or this agency, has called done."""
    if actor.officer == officer or actor.agency == agency:
        raise Refused("own_work")


def may(actor: Actor, kind: Kind, state: TicketState) -> bool:
    """Whether check() lets it pass: for leaving out what cannot be done."""
    try:
        check(actor, kind, state)
    except Refused:
        return False
    return True

"""Which officer may do what to a ticket: one table of verb, role and relation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .event import Kind
from .status import Refused
from .transitions import TicketState


class Role(StrEnum):
    """What an officer is trusted with.

    officer: works on the tickets of one agency. supervisor: besides, asks for texts to be taken back. validator:
    checks resolutions, and such requests, of other agencies. coordinator: moves and closes tickets of every agency.
    admin: everything, accounts too. Everybody may correct the words of their own agency.
    """

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    VALIDATOR = "validator"
    COORDINATOR = "coordinator"
    ADMIN = "admin"


class Relation(StrEnum):
    """What an officer's agency has to do with a ticket now."""

    HOLDER = "holder"  # responsible, and has it in hand
    RESPONSIBLE = "responsible"  # responsible, while another has it in hand
    ASKED = "asked"  # has it in hand for the agency that is responsible: to help, or to check
    NONE = "none"


class Right(StrEnum):
    """What can be done to a ticket that is no event of its log."""

    READ = "read"  # all of it: what was not published, notes, names of colleagues
    DECIDE = "decide"  # agree that a text be taken back or a ticket hidden, or refuse that


@dataclass(frozen=True, slots=True)
class Actor:
    """An officer as the rules see one: ids of officer and agency, and the role."""

    officer: int
    agency: int
    role: Role


class Forbidden(Refused):
    """Refused because of who asks, not because of the ticket's status."""


Verb = Kind | Right
Granted = Mapping[Role, frozenset[Relation]]
_LETTERS = {"h": Relation.HOLDER, "r": Relation.RESPONSIBLE, "a": Relation.ASKED, "n": Relation.NONE}


def _row(officer: str, supervisor: str, validator: str, coordinator: str) -> Granted:
    """One line of the table; each role's relations by their first letters. An admin has what a coordinator has."""
    written = (officer, supervisor, validator, coordinator, coordinator)
    return {
        role: frozenset(_LETTERS[letter] for letter in letters) for role, letters in zip(Role, written, strict=True)
    }


#: The table: who may do what, by role and by what the agency has to do with the ticket. A kind that is not named is
#: done by citizens, sources and the clock, and by no officer. Of another agency's words nobody corrects any.
PERMISSIONS: Mapping[Verb, Granted] = {
    # verb                       officer supervisor validator coordinator
    Right.READ: _row("hra", "hra", "hran", "hran"),
    Kind.RESPONDED: _row("hra", "hra", "", "hran"),
    Kind.STARTED: _row("h", "h", "", "hran"),
    Kind.PROMISED: _row("hr", "hr", "", "hran"),
    Kind.REPORTER_ASKED: _row("h", "h", "", "hran"),
    Kind.COMPLETED: _row("h", "h", "", "hran"),
    Kind.RESOLVED: _row("h", "h", "", "hran"),
    Kind.VALIDATED: _row("", "", "an", "an"),
    Kind.VALIDATION_REFUSED: _row("", "", "an", "an"),
    Kind.COORDINATION_ASKED: _row("ha", "ha", "", "hran"),
    Kind.COORDINATION_ANSWERED: _row("ha", "ha", "", "hran"),
    Kind.ROUTED: _row("h", "h", "", "hran"),
    Kind.INSTRUCTED: _row("h", "h", "", "hran"),
    Kind.TRANSFERRED: _row("h", "h", "", "hran"),
    Kind.RETURNED: _row("h", "h", "", "hran"),
    Kind.REJECTED: _row("h", "h", "", "hran"),
    Kind.MERGED: _row("h", "h", "", "hran"),
    Kind.CLOSED: _row("", "", "", "hran"),
    Kind.REOPENED: _row("hr", "hr", "an", "hran"),
    Kind.RECHECK_ENDED: _row("", "", "an", "an"),
    Kind.NOTED: _row("hra", "hra", "hran", "hran"),
    Kind.CORRECTED: _row("hran", "hran", "hran", "hran"),
    Kind.REDACTED: _row("", "hr", "", "hran"),
    Kind.VISIBILITY_CHANGED: _row("", "h", "", "hran"),
    Right.DECIDE: _row("", "", "an", "an"),
}
#: Whose agency does not matter: they see and move every ticket.
EVERYWHERE = frozenset({Role.COORDINATOR, Role.ADMIN})
CHECKS = frozenset({Kind.VALIDATED, Kind.VALIDATION_REFUSED})
#: What only somebody of another agency than the responsible one says.
OUTSIDE: frozenset[Verb] = CHECKS | {Kind.RECHECK_ENDED, Right.DECIDE}


def relation(agency: int, state: TicketState) -> Relation:
    """What an agency has to do with a ticket in ``state``."""
    if agency == state.holder:
        return Relation.HOLDER if agency == state.agency else Relation.ASKED
    return Relation.RESPONSIBLE if agency == state.agency else Relation.NONE


def granted(role: Role, verb: Verb) -> frozenset[Relation]:
    """The relations to a ticket in which somebody of this role may do it."""
    return PERMISSIONS[verb][role] if verb in PERMISSIONS else frozenset()


def check(actor: Actor, verb: Verb, state: TicketState) -> None:
    """Raises Forbidden when ``actor`` may not do it to a ticket in ``state``; the reason says whose it is."""
    its = relation(actor.agency, state)
    if _unasked(actor, verb, state):
        raise Forbidden("recheck_over")
    if its in granted(actor.role, verb):
        return
    if granted(actor.role, verb):
        own = verb in OUTSIDE or actor.role is Role.VALIDATOR
        raise Forbidden("own_work" if own else "only_asked" if its is Relation.ASKED else "not_in_your_hands")
    if verb in OUTSIDE:
        raise Forbidden("validator_needed")
    if granted(Role.SUPERVISOR, verb) and actor.role is Role.OFFICER:
        raise Forbidden("supervisor_needed")
    raise Forbidden("role_missing", role=actor.role.value)


def is_second_person(actor: Actor, officer: int | None, agency: int | None) -> bool:
    """Whether ``actor`` may check what this officer, of this agency, has said or asked for."""
    return actor.officer != officer and actor.agency != agency


def check_second_person(actor: Actor, officer: int | None, agency: int | None, reason: str = "own_work") -> None:
    """Raises Forbidden, with ``reason``, when ``actor`` is no second person for this officer and agency."""
    if not is_second_person(actor, officer, agency):
        raise Forbidden(reason)


def may(actor: Actor, verb: Verb, state: TicketState) -> bool:
    """Whether check() lets it pass: for leaving out what cannot be done."""
    return relation(actor.agency, state) in granted(actor.role, verb) and not _unasked(actor, verb, state)


def _unasked(actor: Actor, verb: Verb, state: TicketState) -> bool:
    """A validator opens a ticket again only where people have asked to have its end looked at."""
    return verb is Kind.REOPENED and actor.role is Role.VALIDATOR and state.recheck_at is None

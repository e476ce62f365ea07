"""Custody: which agency has a ticket, from when to when, and how an event ends one period of it and begins the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

#: How an agency is named: by its id in the rules, with name and address in a timeline.
A = TypeVar("A")


class CustodyRole(StrEnum):
    """What an agency has a ticket for; only a responsible agency's time counts as its own in a scorecard."""

    RESPONSIBLE = "responsible"
    ASKED = "asked"  # another agency, which stays responsible, asked it for coordination
    CHECKING = "checking"  # it checks what the responsible agency says is done
    WAITING = "waiting"  # it is responsible and has asked the reporter; until the answer its clock stands still


class Custodian(NamedTuple):
    """Who has a ticket, and what for."""

    agency: int
    role: CustodyRole = CustodyRole.RESPONSIBLE


@dataclass(frozen=True, slots=True)
class CustodyPeriod(Generic[A]):
    """The time that one agency had a ticket in one go; ``end`` None: it has the ticket still."""

    agency: A
    start: datetime
    end: datetime | None = None
    role: CustodyRole = CustodyRole.RESPONSIBLE


@dataclass(frozen=True, slots=True)
class CustodyChange:
    """What an event does to custody: the open period ends at ``ended_at`` (None: none does), ``begun`` is the next."""

    ended_at: datetime | None = None
    begun: CustodyPeriod[int] | None = None


UNCHANGED = CustodyChange()


def change(before: Custodian | None, after: Custodian | None, at: datetime) -> CustodyChange:
    """The change of custody at ``at``, from the custodian before an event to the one after it.

    Both as TicketState.custodian says: a ticket that has ended is in nobody's custody, so that waiting is charged
    to an agency only while the ticket is open.
    """
    if before == after:
        return UNCHANGED
    return CustodyChange(
        ended_at=None if before is None else at,
        begun=None if after is None else CustodyPeriod(after.agency, at, role=after.role),
    )


def extend(periods: list[CustodyPeriod[int]], found: CustodyChange) -> None:
    """Carry a ticket's periods, in order of time, on by one change."""
    if found.ended_at is not None:
        periods[-1] = replace(periods[-1], end=found.ended_at)
    if found.begun is not None:
        periods.append(found.begun)

"""The statuses of a ticket, their three types, and the one table of moves that are allowed."""

from __future__ import annotations

from enum import StrEnum

from .event import Kind


class StatusType(StrEnum):
    """What a status means for every figure: still waiting, fixed, or ended without a fix."""

    OPEN = "open"
    RESOLVED = "resolved"
    CLOSED = "closed"


class Status(StrEnum):
    """The CRM's own statuses (menunggu to selesai) and the three ways to end without a fix."""

    MENUNGGU = "menunggu"
    KOORDINASI = "koordinasi"
    DISPOSISI = "disposisi"
    PROSES = "proses"
    VALIDASI = "validasi"
    SELESAI = "selesai"
    DITOLAK = "ditolak"
    DUPLIKAT = "duplikat"
    DITUTUP = "ditutup"

    @property
    def type(self) -> StatusType:
        return TYPES[self]


TYPES: dict[Status, StatusType] = {
    Status.MENUNGGU: StatusType.OPEN,
    Status.KOORDINASI: StatusType.OPEN,
    Status.DISPOSISI: StatusType.OPEN,
    Status.PROSES: StatusType.OPEN,
    Status.VALIDASI: StatusType.OPEN,
    Status.SELESAI: StatusType.RESOLVED,
    Status.DITOLAK: StatusType.CLOSED,
    Status.DUPLIKAT: StatusType.CLOSED,
    Status.DITUTUP: StatusType.CLOSED,
}

OPEN = frozenset(s for s, t in TYPES.items() if t is StatusType.OPEN)
ENDED = frozenset(Status) - OPEN
AT_WORK = OPEN - {Status.VALIDASI}

#: From which statuses an event of a kind may happen, and the status after it.
#: ``None`` as the status after means that the status stays as it was.
MOVES: dict[Kind, tuple[frozenset[Status], Status | None]] = {
    Kind.ROUTED: (AT_WORK, Status.MENUNGGU),
    Kind.INSTRUCTED: (AT_WORK, Status.DISPOSISI),
    Kind.TRANSFERRED: (AT_WORK, Status.MENUNGGU),
    Kind.RETURNED: (frozenset({Status.MENUNGGU, Status.DISPOSISI}), Status.MENUNGGU),
    Kind.COORDINATION_ASKED: (AT_WORK, Status.KOORDINASI),
    Kind.COORDINATION_ANSWERED: (frozenset({Status.KOORDINASI}), Status.PROSES),
    Kind.STARTED: (AT_WORK - {Status.KOORDINASI}, Status.PROSES),
    Kind.RESPONDED: (frozenset(Status), None),
    Kind.PROMISED: (OPEN, None),
    Kind.COMPLETED: (AT_WORK - {Status.KOORDINASI}, Status.VALIDASI),
    Kind.VALIDATED: (frozenset({Status.VALIDASI}), Status.SELESAI),
    Kind.VALIDATION_REFUSED: (frozenset({Status.VALIDASI}), Status.PROSES),
    Kind.RESOLVED: (OPEN, Status.SELESAI),
    Kind.REJECTED: (AT_WORK, Status.DITOLAK),
    Kind.MERGED: (OPEN, Status.DUPLIKAT),
    Kind.CLOSED: (OPEN, Status.DITUTUP),
    Kind.TIMED_OUT: (OPEN, Status.DITUTUP),
    Kind.REOPENED: (frozenset({Status.SELESAI, Status.DITOLAK, Status.DITUTUP, Status.DUPLIKAT}), Status.PROSES),
    Kind.DISPUTED: (frozenset({Status.SELESAI, Status.DITOLAK, Status.DITUTUP}), Status.PROSES),
    Kind.CONFIRMED: (frozenset({Status.SELESAI}), None),
    Kind.CORRECTED: (frozenset(Status), None),
    Kind.REDACTED: (frozenset(Status), None),
    Kind.VISIBILITY_CHANGED: (frozenset(Status), None),
    Kind.NOTED: (frozenset(Status), None),
}


class Refused(Exception):
    """A change that the rules do not allow; ``reason`` is a key that forms and pages put into words.

    ``facts`` are plain values for that wording (a status, an agency's name).
    """

    def __init__(self, reason: str, **facts: str) -> None:
        super().__init__(f"{reason} {facts}" if facts else reason)
        self.reason = reason
        self.facts = facts


def after(kind: Kind, now: Status) -> Status:
    """The status after an event of ``kind`` on a ticket whose status is ``now``.

    Raises Refused (``not_from_here``) when the table does not allow the move.
    """
    sources, target = MOVES[kind]
    if now not in sources:
        raise Refused("not_from_here", kind=kind.value, status=now.value)
    return now if target is None else target


def allowed(now: Status) -> frozenset[Kind]:
    """The kinds of event that may happen to a ticket whose status is ``now``."""
    return frozenset(kind for kind, (sources, _) in MOVES.items() if now in sources)

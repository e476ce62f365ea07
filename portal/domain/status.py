"""The statuses of a ticket, their three types, and the one table of moves that are allowed."""

from __future__ import annotations

from enum import StrEnum

from .event import Kind


class StatusType(StrEnum):
    """What a status means for every figure: still waiting, fixed, ended without a fix, or never told."""

    OPEN = "open"
    RESOLVED = "resolved"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """The CRM's own statuses (menunggu to selesai), the three ways to end without a fix, and that of a report of which
    its source never says what became of it."""

    MENUNGGU = "menunggu"
    KOORDINASI = "koordinasi"
    DISPOSISI = "disposisi"
    PROSES = "proses"
    VALIDASI = "validasi"
    SELESAI = "selesai"
    DITOLAK = "ditolak"
    DUPLIKAT = "duplikat"
    DITUTUP = "ditutup"
    TIDAK_DIKETAHUI = "tidak_diketahui"

    @property
    def type(self) -> StatusType:
        return TYPES[self]

    @property
    def english(self) -> str:
        """The code that stands in files beside the CRM's own, the same in every city."""
        return ENGLISH[self]


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
    Status.TIDAK_DIKETAHUI: StatusType.UNKNOWN,
}

#: Codes, not words: they never change. None of them but ``resolved`` (the same reports) is a type's.
ENGLISH: dict[Status, str] = {
    Status.MENUNGGU: "waiting",
    Status.KOORDINASI: "coordination",
    Status.DISPOSISI: "instructed",
    Status.PROSES: "in_progress",
    Status.VALIDASI: "validation",
    Status.SELESAI: "resolved",
    Status.DITOLAK: "rejected",
    Status.DUPLIKAT: "duplicate",
    Status.DITUTUP: "closed_without_fix",
    Status.TIDAK_DIKETAHUI: "unknown",
}

OPEN = frozenset(s for s, t in TYPES.items() if t is StatusType.OPEN)
ENDED = frozenset(s for s, t in TYPES.items() if t in (StatusType.RESOLVED, StatusType.CLOSED))
UNKNOWN = frozenset({Status.TIDAK_DIKETAHUI})
AT_WORK = OPEN - {Status.VALIDASI}
#: From here work may begin, or end: what waits, and what may have ended unheard.
WORKABLE = AT_WORK | UNKNOWN

#: From which statuses an event of a kind may happen, and the status after it.
#: ``None`` as the status after means that the status stays as it was. (What a source tells on the way of a report whose
#: outcome it never tells leaves that unknown: see transitions.advance.)
MOVES: dict[Kind, tuple[frozenset[Status], Status | None]] = {
    Kind.ROUTED: (WORKABLE, Status.MENUNGGU),
    Kind.INSTRUCTED: (WORKABLE, Status.DISPOSISI),
    Kind.TRANSFERRED: (WORKABLE, Status.MENUNGGU),
    Kind.RETURNED: (frozenset({Status.MENUNGGU, Status.DISPOSISI}), Status.MENUNGGU),
    Kind.COORDINATION_ASKED: (WORKABLE, Status.KOORDINASI),
    Kind.COORDINATION_ANSWERED: (UNKNOWN | {Status.KOORDINASI}, Status.PROSES),
    Kind.STARTED: (WORKABLE - {Status.KOORDINASI}, Status.PROSES),
    Kind.RESPONDED: (frozenset(Status), None),
    Kind.PROMISED: (OPEN | UNKNOWN, None),
    Kind.COMPLETED: (WORKABLE - {Status.KOORDINASI}, Status.VALIDASI),
    Kind.VALIDATED: (frozenset({Status.VALIDASI}), Status.SELESAI),
    Kind.VALIDATION_REFUSED: (frozenset({Status.VALIDASI}), Status.PROSES),
    Kind.RESOLVED: (OPEN | UNKNOWN, Status.SELESAI),
    Kind.REJECTED: (WORKABLE, Status.DITOLAK),
    Kind.MERGED: (OPEN | UNKNOWN, Status.DUPLIKAT),
    Kind.CLOSED: (OPEN | UNKNOWN, Status.DITUTUP),
    Kind.TIMED_OUT: (OPEN | UNKNOWN, Status.DITUTUP),
    Kind.REOPENED: (frozenset({Status.SELESAI, Status.DITOLAK, Status.DITUTUP, Status.DUPLIKAT}), Status.PROSES),
    Kind.DISPUTED: (frozenset({Status.SELESAI, Status.DITOLAK, Status.DITUTUP}), Status.PROSES),
    Kind.CONFIRMED: (frozenset({Status.SELESAI}), None),
    Kind.CORRECTED: (frozenset(Status), None),
    Kind.REDACTED: (frozenset(Status), None),
    Kind.VISIBILITY_CHANGED: (frozenset(Status), None),
    Kind.NOTED: (frozenset(Status), None),
    Kind.REPORTER_ASKED: (AT_WORK - {Status.KOORDINASI}, None),
    Kind.REPORTER_ANSWERED: (AT_WORK, None),
    Kind.QUESTION_ENDED: (AT_WORK, None),
    # From any: where the source takes the end back later, nothing was to be looked at; see transitions.advance.
    Kind.RECHECK_ASKED: (frozenset(Status), None),
    Kind.RECHECK_ENDED: (frozenset(Status), None),
}


_CODES: dict[str, str] = {
    **{english: status.value for status, english in ENGLISH.items()},
    **{status.value: status.value for status in Status},
    **{type.value: type.value for type in StatusType},
}


def code_named(typed: str) -> str:
    """The code of the status or type that a filter names in either language; what names none stays as it is."""
    return _CODES.get(typed.casefold().replace("-", "_"), typed)


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

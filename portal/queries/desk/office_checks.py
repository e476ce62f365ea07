"""What became of an agency's work when somebody checked it: the last checks, beside those of the city."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.event import Kind
from ...domain.figure import Figure, wilson
from ...domain.permission import CHECKS
from ...domain.validation import RefusedFor
from ...domain.visibility import PUBLIC
from ...models import Event, Ticket

SHOWN = 60  # of the agency's checks
OF_CITY = 2_000  # the newest checks of the whole city, read backwards along the log
NAMED = 3  # refused ones that are told one by one


@dataclass(frozen=True, slots=True)
class PastCheck:
    """``why`` None: agreed, or nobody said for what kind of reason it was refused."""

    code: str
    at: datetime
    refused: bool
    why: RefusedFor | None


@dataclass(frozen=True, slots=True)
class OfficeChecks:
    """``checks``: the agency's last ones, the oldest first; ``share`` of these and ``city`` of the city's: refused."""

    checks: tuple[PastCheck, ...]
    share: Figure
    city: Figure

    @property
    def refused(self) -> tuple[PastCheck, ...]:
        """The last refused ones, the newest first."""
        return tuple(check for check in reversed(self.checks) if check.refused)[:NAMED]


_CHECKED = (
    select(Ticket.code, Event.happened_at, Event.kind, Event.refused_for)
    .join(Ticket, Ticket.id == Event.ticket_id)
    .where(Event.kind.in_([kind.value for kind in CHECKS]), Event.public, Ticket.visibility.in_(PUBLIC))
    .order_by(Event.seq.desc())
)


def office_checks(session: Session, agency_id: int) -> OfficeChecks:
    """Of the work of the agency that is responsible for the tickets now."""
    rows = session.execute(_CHECKED.where(Ticket.agency_id == agency_id).limit(SHOWN)).all()
    checks = [
        PastCheck(
            row.code,
            row.happened_at,
            refused=row.kind == Kind.VALIDATION_REFUSED,
            why=RefusedFor(row.refused_for) if row.refused_for else None,
        )
        for row in reversed(rows)
    ]
    kinds = [row.kind for row in session.execute(_CHECKED.limit(OF_CITY))]
    return OfficeChecks(
        checks=tuple(checks),
        share=wilson(sum(check.refused for check in checks), len(checks)),
        city=wilson(kinds.count(Kind.VALIDATION_REFUSED.value), len(kinds)),
    )

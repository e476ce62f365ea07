"""Writes the audit, within the change that it tells of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from .. import clock
from ..domain.event import Kind
from ..domain.staff_act import StaffAct
from ..domain.visitor_address import kept_address
from ..extensions import db
from ..models import AuditEntry, AuditStart, Officer
from .log import change

COMMAND = "command"  # what stands for an address when the operator's command did it


@dataclass(frozen=True, slots=True)
class By:
    """Who does something, and from where: an officer's id (None: a command, or nobody known) and an address."""

    officer: int | None = None
    address: str = COMMAND


#: The operator, at the command line.
OPERATOR = By()


def note(
    session: Session,
    act: StaffAct,
    by: By,
    *,
    about: int | None = None,
    ticket: tuple[int, Kind | None] | None = None,
    detail: str = "",
) -> None:
    """Add one line. ``about``: the officer whose account is meant; ``ticket``: its id and the kind of its event."""
    whose = by.officer if by.officer is not None else about
    agency = session.execute(select(Officer.agency_id).where(Officer.id == whose)).scalar() if whose else None
    ticket_id, kind = ticket or (None, None)
    session.add(
        AuditEntry(
            at=clock.now(),
            act=act.value,
            kind=kind.value if kind else None,
            officer_id=by.officer,
            agency_id=agency,
            about_id=about,
            ticket_id=ticket_id,
            address=by.address if by.address == COMMAND else kept_address(by.address),
            detail=detail[:500],
        )
    )


def note_forbidden(ticket_id: int, kind: Kind, by: By) -> None:
    """Keep that somebody tried what is not theirs to do."""
    session = db.session()
    with change(session):
        note(session, StaffAct.TICKET_FORBIDDEN, by, ticket=(ticket_id, kind))


def forget_old(session: Session, kept: timedelta) -> None:
    """Delete what is older than the city keeps; within a change. The database lets go of nothing else."""
    start = clock.now() - kept
    if session.scalar(select(exists().where(AuditEntry.at < start))):
        session.merge(AuditStart(id=1, at=start))
        session.flush()
        session.execute(delete(AuditEntry).where(AuditEntry.at < start))

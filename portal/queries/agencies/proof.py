"""How well an agency's resolutions are proved, counted from the log when its page is asked for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from ...domain.attachment import Purpose
from ...domain.event import Kind
from ...domain.period import Period
from ...domain.proof_figures import ProofFigures, ProofStep, proof_figures
from ...domain.source_log import TAKES_BACK
from ...domain.visibility import PUBLIC
from ...models import Attachment, AttachmentFlag, Event, Ticket
from ..tickets.overtaken import names_any

_RESOLUTIONS = (Kind.COMPLETED.value, Kind.RESOLVED.value)
_ABOUT_ONE = (Kind.VALIDATED.value, Kind.VALIDATION_REFUSED.value, Kind.DISPUTED.value)
_after = select(Attachment.id).where(
    Attachment.event_seq == Event.seq, Attachment.purpose == Purpose.AFTER.value, Attachment.removed_at.is_(None)
)
_as_handed_in = func.coalesce(Attachment.blurred_from, Attachment.id)
_flagged = _after.join(AttachmentFlag, AttachmentFlag.attachment_id == _as_handed_in)
_TAKEN_BACK = select(Event.corrects).where(
    Event.kind == Kind.CORRECTED.value, Event.corrects.is_not(None), names_any(Event.changed, TAKES_BACK)
)
_STEP = (Event.ticket_id, Event.happened_at, Event.seq, Event.kind)
_RESOLVED = select(*_STEP, exists(_after).label("photo"), exists(_flagged).label("flagged"), Event.unchecked)


def agency_proof(session: Session, agency_id: int, period: Period, until: datetime) -> ProofFigures:
    """Of what the agency called done in the period, as far as is known ``until`` then.

    Where a source does not say who did, it was who is responsible.
    """
    told = [Event.kind.in_(_RESOLUTIONS), Event.happened_at <= until, _public()]
    told += [Event.happened_at >= period.since] if period.since else []
    told += [Event.happened_at < period.until] if period.until else []
    unsaid = Event.agency_id.is_(None) & Event.ticket_id.in_(select(Ticket.id).where(Ticket.agency_id == agency_id))
    told.append(or_(Event.agency_id == agency_id, unsaid))
    tickets = select(Event.ticket_id).where(*told)
    about = Event.ticket_id.in_(tickets), Event.kind.in_(_ABOUT_ONE), Event.happened_at <= until
    rows: list[Any] = [*session.execute(_RESOLVED.where(*told)), *session.execute(select(*_STEP).where(*about))]
    gone = set(session.scalars(_TAKEN_BACK.where(Event.ticket_id.in_(tickets))))
    stand = (row for row in rows if row.seq not in gone)
    return proof_figures(map(_step, sorted(stand, key=lambda row: (row.ticket_id, row.happened_at, row.seq))))


def _public() -> Any:
    """Whether the event is, and its ticket is counted at all."""
    counted = exists().where(Ticket.id == Event.ticket_id, Ticket.visibility.in_(PUBLIC))
    return Event.public & counted.correlate(Event)


def _step(row: Any) -> ProofStep:
    if row.kind not in _RESOLUTIONS:
        return ProofStep(row.ticket_id, Kind(row.kind))
    drawn = row.unchecked is None
    return ProofStep(row.ticket_id, Kind(row.kind), photo=bool(row.photo), flagged=bool(row.flagged), drawn=drawn)

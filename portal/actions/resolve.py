"""A ticket ends, or is found not to have ended: done, checked, refused, rejected, merged, timed out, reopened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from ..domain.city import City
from ..domain.event import EventDraft, Kind
from ..domain.permission import Actor, check, check_second_person
from ..domain.status import Refused
from ..domain.transitions import TicketState
from ..domain.visibility import SEARCHED
from ..domain.visible_text import visible_text
from ..extensions import db
from ..models import Ticket
from ..queries.tickets.state import completed_by
from .apply_events import apply_events, say


def resolve(ticket_id: int, statement: str, city: City, *, actor: Actor, seen: int) -> int:
    """Say what was done. With validation on, a second person outside the agency checks it first."""
    if not visible_text(statement):
        raise Refused("text_needed", kind=Kind.COMPLETED.value)
    kind = Kind.COMPLETED if city.validated else Kind.RESOLVED
    return _say(kind, ticket_id, statement, city, actor, seen)


def validate(ticket_id: int, text: str, city: City, *, actor: Actor, seen: int) -> int:
    """Agree that it is done: selesai."""
    return _check(Kind.VALIDATED, ticket_id, text, city, actor, seen)


def refuse_validation(ticket_id: int, reason: str, city: City, *, actor: Actor, seen: int) -> int:
    """Tindak lanjut ditolak: back to work, with the reason."""
    return _check(Kind.VALIDATION_REFUSED, ticket_id, reason, city, actor, seen)


def reject(ticket_id: int, reason: str, responsible: int | None, city: City, *, actor: Actor, seen: int) -> int:
    """Not followed up: the public reason, and who is responsible instead (None: nobody is)."""

    def build(state: TicketState, now: datetime) -> Sequence[EventDraft]:
        return [say(Kind.REJECTED, actor, now, reason, to_agency=responsible)]

    return apply_events(ticket_id, build, city, actor=actor, seen=seen)


def merge(ticket_id: int, into_code: str, text: str, city: City, *, actor: Actor, seen: int) -> int:
    """The same as another public ticket, which stays. Raises Refused when there is none or it is itself merged."""
    other = db.session.execute(select(Ticket).where(Ticket.code == into_code)).scalar()
    if other is None or other.visibility not in SEARCHED:
        raise Refused("ticket_unknown", ticket=into_code)
    if other.id == ticket_id:
        raise Refused("same_ticket")
    if other.duplicate_of is not None:
        raise Refused("other_is_duplicate", ticket=into_code)
    other_id = other.id
    return apply_events(
        ticket_id,
        lambda state, now: [say(Kind.MERGED, actor, now, text, other_ticket=other_id)],
        city,
        actor=actor,
        seen=seen,
    )


def reopen(ticket_id: int, reason: str, city: City, *, actor: Actor, seen: int) -> int:
    """Take it up again; the clock runs from the first submission."""
    if not visible_text(reason):
        raise Refused("text_needed", kind=Kind.REOPENED.value)
    return _say(Kind.REOPENED, ticket_id, reason, city, actor, seen)


def close(ticket_id: int, reason: str, city: City, *, actor: Actor, seen: int) -> int:
    """Close without a fix, with the reason; never counts as resolved."""
    return _say(Kind.CLOSED, ticket_id, reason, city, actor, seen)


def time_out(ticket_id: int, city: City) -> int:
    """Closed by the system because time ran out; never counts as resolved."""
    return apply_events(ticket_id, lambda state, now: [EventDraft(kind=Kind.TIMED_OUT, at=now)], city, actor=None)


def _check(kind: Kind, ticket_id: int, text: str, city: City, actor: Actor, seen: int) -> int:
    """A second person's word on work that somebody else, elsewhere, has called done."""

    def build(state: TicketState, now: datetime) -> Sequence[EventDraft]:
        check(actor, kind, state)  # the role first: its reason says more
        said = completed_by(db.session(), ticket_id)
        if said is not None:
            check_second_person(actor, *said)
        return [say(kind, actor, now, text)]

    return apply_events(ticket_id, build, city, actor=actor, seen=seen)


def _say(kind: Kind, ticket_id: int, text: str, city: City, actor: Actor, seen: int) -> int:
    return apply_events(ticket_id, lambda state, now: [say(kind, actor, now, text)], city, actor=actor, seen=seen)

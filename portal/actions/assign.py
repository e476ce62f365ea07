"""A ticket changes hands: routed, instructed, transferred, or another agency is asked and answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ..domain.city import City
from ..domain.event import EventDraft, Kind
from ..domain.permission import Actor
from ..domain.status import Refused
from ..domain.transitions import TicketState
from ..extensions import db
from ..queries.agencies.names import units_below
from .apply_events import apply_events, say


def route(ticket_id: int, to_agency: int, reason: str, city: City, *, actor: Actor, seen: int) -> int:
    """Hand a fresh ticket to the agency that is to answer it."""
    return _give(Kind.ROUTED, ticket_id, to_agency, reason, city, actor, seen)


def instruct(ticket_id: int, to_agency: int, reason: str, city: City, *, actor: Actor, seen: int) -> int:
    """Disposisi: a dinas instructs its own unit; another agency is not its to instruct."""

    def build(state: TicketState, now: datetime) -> Sequence[EventDraft]:
        if to_agency not in dict(units_below(db.session(), state.holder)):
            raise Refused("not_your_unit")
        return [say(Kind.INSTRUCTED, actor, now, reason, to_agency=to_agency)]

    return apply_events(ticket_id, build, city, actor=actor, seen=seen)


def transfer(ticket_id: int, to_agency: int, reason: str, city: City, *, actor: Actor, seen: int) -> int:
    """Give the ticket, and the responsibility, to another agency."""
    return _give(Kind.TRANSFERRED, ticket_id, to_agency, reason, city, actor, seen)


def ask_coordination(ticket_id: int, to_agency: int, question: str, city: City, *, actor: Actor, seen: int) -> int:
    """Koordinasi: ask another agency; it holds the ticket until it answers, the responsibility stays."""
    return _give(Kind.COORDINATION_ASKED, ticket_id, to_agency, question, city, actor, seen)


def answer_coordination(ticket_id: int, answer: str, city: City, *, actor: Actor, seen: int) -> int:
    """Answer the agency that asked; the ticket goes back to its hands."""
    return apply_events(
        ticket_id,
        lambda state, now: [say(Kind.COORDINATION_ANSWERED, actor, now, answer)],
        city,
        actor=actor,
        seen=seen,
    )


def _give(kind: Kind, ticket_id: int, to_agency: int, text: str, city: City, actor: Actor, seen: int) -> int:
    return apply_events(
        ticket_id,
        lambda state, now: [say(kind, actor, now, text, to_agency=to_agency)],
        city,
        actor=actor,
        seen=seen,
    )

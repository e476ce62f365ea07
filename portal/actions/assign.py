"""A ticket goes to another agency: routed, instructed, transferred, or asked for coordination and answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ..domain.event import EventDraft, Kind
from ..domain.hand_over import sender_to_return_to
from ..domain.permission import check
from ..domain.status import Refused
from ..domain.transitions import TicketState
from ..extensions import db
from ..queries.agencies.names import units_below
from ..queries.tickets.state import log_of
from .apply_events import Act, apply_events


def route(ticket_id: int, to_agency: int, reason: str, act: Act) -> int:
    """Send a fresh ticket to the agency that is to answer it."""
    return _assign(Kind.ROUTED, ticket_id, to_agency, reason, act)


def instruct(ticket_id: int, to_agency: int, order: str, act: Act) -> int:
    """Disposisi: a dinas instructs its own unit. Raises Refused (``not_your_unit``) for another agency."""

    def decide(state: TicketState, now: datetime) -> Sequence[EventDraft]:
        if to_agency not in dict(units_below(db.session(), state.holder)):
            raise Refused("not_your_unit")
        return [act.draft(Kind.INSTRUCTED, now, order, to_agency=to_agency)]

    return apply_events(ticket_id, decide, act)


def transfer(ticket_id: int, to_agency: int, reason: str, act: Act) -> int:
    """Give the ticket, and the responsibility, to another agency."""
    return _assign(Kind.TRANSFERRED, ticket_id, to_agency, reason, act)


def refuse_hand_over(ticket_id: int, reason: str, act: Act) -> int:
    """Give a ticket back to who handed it over, within the city's limit and before any work on it.

    Raises Refused: ``not_handed_over``, ``already_accepted``, ``return_too_late``.
    """

    def decide(state: TicketState, now: datetime) -> Sequence[EventDraft]:
        if act.actor is not None:
            check(act.actor, Kind.RETURNED, state)  # whose it is comes before how late it is
        drafts = [draft for _, draft in log_of(db.session(), ticket_id)]
        sender = sender_to_return_to(drafts, now, act.city.hand_over_limit)
        return [act.draft(Kind.RETURNED, now, reason, to_agency=sender)]

    return apply_events(ticket_id, decide, act)


def ask_coordination(ticket_id: int, to_agency: int, question: str, act: Act) -> int:
    """Koordinasi: ask another agency; it holds the ticket until it answers, the responsibility stays.

    Who was asked may ask on: the answer goes to the agency that asked first.
    """

    def decide(state: TicketState, now: datetime) -> Sequence[EventDraft]:
        if act.actor is not None and state.holder != state.agency and to_agency == state.asker:
            raise Refused("answer_instead")
        return [act.draft(Kind.COORDINATION_ASKED, now, question, to_agency=to_agency)]

    return apply_events(ticket_id, decide, act)


def answer_coordination(ticket_id: int, answer: str, act: Act) -> int:
    """Answer the agency that asked; it holds the ticket again."""
    return apply_events(ticket_id, lambda state, now: [act.draft(Kind.COORDINATION_ANSWERED, now, answer)], act)


def _assign(kind: Kind, ticket_id: int, to_agency: int, text: str, act: Act) -> int:
    return apply_events(ticket_id, lambda state, now: [act.draft(kind, now, text, to_agency=to_agency)], act)

"""A ticket changes hands: routed, instructed, transferred, or another agency is asked and answers."""

from __future__ import annotations

from ..domain.city import City
from ..domain.event import Kind
from ..domain.permission import Actor
from .happen import happen, say


def route(ticket_id: int, to_agency: int, reason: str, city: City, *, actor: Actor, seen: int) -> int:
    """Hand a fresh ticket to the agency that is to answer it."""
    return _give(Kind.ROUTED, ticket_id, to_agency, reason, city, actor, seen)


def instruct(ticket_id: int, to_agency: int, reason: str, city: City, *, actor: Actor, seen: int) -> int:
    """Disposisi: a dinas instructs its own unit."""
    return _give(Kind.INSTRUCTED, ticket_id, to_agency, reason, city, actor, seen)


def transfer(ticket_id: int, to_agency: int, reason: str, city: City, *, actor: Actor, seen: int) -> int:
    """Give the ticket, and the responsibility, to another agency."""
    return _give(Kind.TRANSFERRED, ticket_id, to_agency, reason, city, actor, seen)


def ask_coordination(ticket_id: int, to_agency: int, question: str, city: City, *, actor: Actor, seen: int) -> int:
    """Koordinasi: ask another agency; it holds the ticket until it answers, the responsibility stays."""
    return _give(Kind.COORDINATION_ASKED, ticket_id, to_agency, question, city, actor, seen)


def answer_coordination(ticket_id: int, answer: str, city: City, *, actor: Actor, seen: int) -> int:
    """Answer the agency that asked; the ticket goes back to its hands."""
    return happen(
        ticket_id,
        lambda state, now: [say(Kind.COORDINATION_ANSWERED, actor, now, answer)],
        city,
        actor=actor,
        seen=seen,
    )


def _give(kind: Kind, ticket_id: int, to_agency: int, text: str, city: City, actor: Actor, seen: int) -> int:
    return happen(
        ticket_id,
        lambda state, now: [say(kind, actor, now, text, to_agency=to_agency)],
        city,
        actor=actor,
        seen=seen,
    )

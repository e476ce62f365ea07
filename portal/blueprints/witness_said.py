"""A visitor who has pressed the button is counted."""

from __future__ import annotations

from ..actions.witness import say
from ..context import current_portal
from ..domain.witness import WitnessKind
from ..web.proxies import visitor_address


def say_once(ticket_id: int, kind: str) -> bool:
    """Whether the visitor was not counted before. Raises Refused for what nobody can say of the report now."""
    portal = current_portal()
    return say(ticket_id, WitnessKind(kind), visitor_address(), portal.city, portal.settings.secret_key)

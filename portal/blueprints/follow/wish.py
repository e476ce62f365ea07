"""What was typed becomes a wish to follow."""

from __future__ import annotations

from ...actions import follow
from ...context import current_portal
from ...domain.following import Pace
from ...domain.status import Refused
from ...web import language
from .followed import Followed


def wish(followed: Followed, address: str, pace: str) -> Refused | None:
    """Ask the address to confirm it; why that cannot be done, if it cannot."""
    asked = follow.FollowWish(address, followed.ticket_id, followed.lens, language.current(), Pace(pace))
    try:
        follow.ask(asked, current_portal().settings.secret_key)
    except Refused as refusal:
        return refusal
    return None

"""Whether what an agency calls done is checked by a second person, or ends as not checked: by lot, or without one."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..domain.event import Kind
from ..domain.sampling import always_checked, drawn, ordinal
from ..domain.transitions import TicketState
from ..models import Event
from ..queries.attachments.find_flags import find_flags
from ..sealing import keyed_hash
from .apply_events import Act, carried_photos


def lot(secret: str, ticket_id: int, ordinal: int) -> bytes:
    """That of the n-th completion of a ticket; ``secret``: SECRET_KEY."""
    return keyed_hash(f"{ticket_id} {ordinal}", secret, "lot of a check")


def chosen(session: Session, ticket_id: int, state: TicketState, act: Act, secret: str) -> bool:
    """Whether a second person checks it, within the change that calls it done.

    Without a lot all is checked that was doubted before, or whose photos have a flag.
    """
    if act.city.checked_share >= 1:
        return True
    kinds = session.scalars(select(Event.kind).where(Event.ticket_id == ticket_id))
    before = [Kind(kind) for kind in kinds]
    if always_checked(state, before) or drawn(lot(secret, ticket_id, ordinal(before)), act.city.checked_share):
        return True
    return bool(find_flags(session, [photo.id for photo in carried_photos(session, ticket_id, act)], act.city))

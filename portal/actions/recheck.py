"""A validator has looked at an end of which people say that it is none, and lets it stand; else they open it again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ..domain.event import EventDraft, Kind
from ..domain.permission import check, check_second_person
from ..domain.status import Refused
from ..domain.transitions import TicketState
from ..domain.validation import Checked
from ..extensions import db
from ..queries.tickets.state import completed_by
from .apply_events import Act, apply_events


def let_stand(ticket_id: int, reason: str, act: Act, checked: Sequence[Checked]) -> int:
    """The end stands: the request is over, and nothing else changes. ``reason``: what was seen, public; the seq of the
    event.

    Raises Refused where nobody has asked, or somebody has looked meanwhile; Forbidden for who called the work done.
    """

    def decide(state: TicketState, now: datetime) -> Sequence[EventDraft]:
        if act.actor is not None:
            check(act.actor, Kind.RECHECK_ENDED, state)  # the role first: its reason says more
            if (done := completed_by(db.session(), ticket_id)) is not None:
                check_second_person(act.actor, *done)
        if state.recheck_at is None:
            raise Refused("recheck_over")
        return [act.draft(Kind.RECHECK_ENDED, now, reason, checked=tuple(checked))]

    return apply_events(ticket_id, decide, act)

"""Every check of what another agency says is done, from the periods of custody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from ...domain.checking import Checks, disputes_of_checks
from ...domain.custody import CustodyRole
from ...domain.event import Kind
from ...domain.source_clock import SpokenSource
from ...domain.visibility import PUBLIC, Visibility
from ...models import Custody, Event, Ticket
from ..city.clocks import acted_on_here, source_number, whole_seconds
from ..scorecards.number_columns import read_ordered
from ..tickets.overtaken import counts
from ..versioned_cache import VersionedCache
from .carried_on import Moved, carried_on

AGREED, REFUSED = 2, 1
#: What a check ended with; NULL: it runs, or ended in another way.
_VERDICT = (
    select(case((Event.kind == Kind.VALIDATED.value, AGREED), else_=REFUSED))
    .where(
        Event.ticket_id == Custody.ticket_id,
        Event.happened_at == Custody.to_at,
        Event.kind.in_((Kind.VALIDATED.value, Kind.VALIDATION_REFUSED.value)),
        counts(),
    )
    .order_by(Event.seq.desc())
    .limit(1)
    .correlate(Custody)
    .scalar_subquery()
)
_NAMES = ("ticket", "agency", "work", "start", "end", "source", "until")


def _checks(sources: Sequence[SpokenSource]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Custody.ticket_id,
            Custody.agency_id,
            Ticket.agency_id.label("work"),
            whole_seconds(Custody.from_at),
            whole_seconds(Custody.to_at),
            source_number(sources),
            acted_on_here(sources),
            func.coalesce(_VERDICT, 0),
            case((Ticket.visibility == Visibility.HIDDEN.value, 1), else_=0),
        )
        .select_from(Custody)
        .join(Ticket, Ticket.id == Custody.ticket_id)
        .where(Custody.role == CustodyRole.CHECKING.value, Ticket.visibility.in_(PUBLIC))
        .order_by(Custody.ticket_id, Custody.from_at, Custody.id)
    )


_DISPUTES = (
    select(Event.ticket_id, whole_seconds(Event.happened_at))
    .where(Event.kind == Kind.DISPUTED.value, counts())
    .order_by(Event.ticket_id, Event.happened_at, Event.seq)
)


def read_checks(session: Session, sources: Sequence[SpokenSource], moved: Moved | None = None) -> Checks:
    """All checks of tickets that are public or hidden, or of those that ``moved`` alone."""
    checks, disputes = _checks(sources), _DISPUTES
    if moved is not None:
        checks, disputes = checks.where(Custody.ticket_id.in_(moved)), disputes.where(Event.ticket_id.in_(moved))
    *whole, verdict, hidden = read_ordered(session, checks)
    found = dict(zip(_NAMES, whole, strict=True))
    ticket, when = read_ordered(session, disputes)
    return Checks(
        **found,
        answered=np.asarray(verdict >= REFUSED, dtype=np.bool_),
        agreed=np.asarray(verdict == AGREED, dtype=np.bool_),
        hidden=np.asarray(hidden == 1, dtype=np.bool_),
        disputed=disputes_of_checks(found["ticket"], found["start"], found["end"], (ticket, when)),
    )


def checks(session: Session, cache: VersionedCache) -> Checks:
    """All checks as they stand now."""
    return carried_on(session, cache, "checks", read_checks)

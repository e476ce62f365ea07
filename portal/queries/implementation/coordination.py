"""Every request of one agency to another, from the periods of custody; read once and kept until the log moves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Select, case, exists, func, literal_column, or_, select
from sqlalchemy.orm import Session, aliased

from ...domain.coordination import Coordination, asked_on
from ...domain.custody import CustodyRole
from ...domain.event import Kind
from ...domain.source_clock import SpokenSource
from ...domain.visibility import PUBLIC, Visibility
from ...models import Custody, Event, Ticket
from ..city.clocks import acted_on_here, source_number, whole_seconds
from ..city.version import public_version
from ..scorecards.number_columns import read_ordered
from ..versioned_cache import VersionedCache
from .carried_on import Moved, carried_on

#: Written out, so that both databases know that the index of these periods serves.
IS_ASKED: ColumnElement[bool] = literal_column(f"custody.role = '{CustodyRole.ASKED.value}'")

_before, _earlier = aliased(Custody), aliased(Custody)
#: The ticket's period of custody before this one.
_BEFORE = (
    select(_earlier.id)
    .where(
        _earlier.ticket_id == Custody.ticket_id,
        or_(_earlier.from_at < Custody.from_at, (_earlier.from_at == Custody.from_at) & (_earlier.id < Custody.id)),
    )
    .order_by(_earlier.from_at.desc(), _earlier.id.desc())
    .limit(1)
    .correlate(Custody)
    .scalar_subquery()
)


def _requests(sources: Sequence[SpokenSource]) -> Select[*tuple[Any, ...]]:
    """In the order of the columns of Coordination, and whether an agency that was itself asked has made it."""
    answered = exists().where(
        Event.ticket_id == Custody.ticket_id,
        Event.happened_at == Custody.to_at,
        Event.kind == Kind.COORDINATION_ANSWERED.value,
    )
    return (
        select(
            Custody.ticket_id,
            func.coalesce(_before.agency_id, Ticket.agency_id),
            Custody.agency_id,
            whole_seconds(Custody.from_at),
            whole_seconds(Custody.to_at),
            whole_seconds(Custody.to_at),
            source_number(sources),
            acted_on_here(sources),
            case((answered, 1), else_=0),
            case((Ticket.visibility == Visibility.HIDDEN.value, 1), else_=0),
            case((_before.role == CustodyRole.ASKED.value, 1), else_=0),
        )
        .select_from(Custody)
        .join(Ticket, Ticket.id == Custody.ticket_id)
        .outerjoin(_before, _before.id == _BEFORE)
        .where(IS_ASKED, Ticket.visibility.in_(PUBLIC))
        .order_by(Custody.ticket_id, Custody.from_at, Custody.id)
    )


def read_coordination(session: Session, sources: Sequence[SpokenSource], moved: Moved | None = None) -> Coordination:
    """All requests on tickets that are public or hidden, or on those that ``moved`` alone, with what was asked on."""
    query = _requests(sources)
    query = query if moved is None else query.where(Custody.ticket_id.in_(moved))
    *whole, answered, hidden, of_asked = read_ordered(session, query)
    names = ("ticket", "asking", "asked", "start", "end", "left", "source", "until")
    found = Coordination(
        **dict(zip(names, whole, strict=True)),
        answered=np.asarray(answered == 1, dtype=np.bool_),
        hidden=np.asarray(hidden == 1, dtype=np.bool_),
    )
    return asked_on(found, np.asarray(of_asked == 1, dtype=np.bool_))


def coordination(session: Session, cache: VersionedCache) -> tuple[Coordination, int]:
    """All requests, and the newest public event."""
    found = carried_on(session, cache, "coordination", read_coordination)
    return found, public_version(session)[0]

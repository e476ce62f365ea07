"""Up to when each source has spoken, as pages, lists and figures need it: read once, and as a column of SQL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Exists, case, exists, func, literal, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from ...domain.column_table import NEVER
from ...domain.source_clock import SourceClocks, SpokenSource
from ...domain.status import Status
from ...domain.waiting import NO_SOURCE
from ...models import SourceState, Ticket
from ...models.types import Moment
from ..versioned_cache import VersionedCache
from .version import log_and_city

#: Still waited for. (A ticket whose outcome nobody tells has not ended either.)
IS_OPEN: ColumnElement[bool] = Ticket.ended_at.is_(None) & (Ticket.status != Status.TIDAK_DIKETAHUI.value)


def whole_seconds(moment: InstrumentedAttribute[Any]) -> ColumnElement[int]:
    """A moment as whole seconds; NEVER for NULL."""
    return func.coalesce(type_coerce(moment, BigInteger), NEVER)


def known_until() -> ColumnElement[int]:
    """Up to when a ticket is known, in a query that has its SourceState joined: its source's last word, or what was
    done at the desk since; NEVER where the source is none that speaks now and then."""
    told, at_desk = whole_seconds(SourceState.as_of), func.coalesce(type_coerce(Ticket.desk_at, BigInteger), 0)
    return case((at_desk > told, at_desk), else_=told)


def acted_on_here(sources: Sequence[SpokenSource]) -> ColumnElement[int]:
    """Of a ticket of a source that speaks now and then: when it was last acted on here, 0 for never; NEVER of others.

    With ``source_number`` it gives ``known_until`` whatever the sources say next.
    """
    here = func.coalesce(type_coerce(Ticket.desk_at, BigInteger), 0)
    return case((Ticket.source.in_([one.name for one in sources]), here), else_=NEVER)


def source_number(sources: Sequence[SpokenSource]) -> ColumnElement[int]:
    """The place of a ticket's source among these; NO_SOURCE where it is none of them."""
    numbers = {one.name: place for place, one in enumerate(sources)}
    return case(numbers, value=Ticket.source, else_=NO_SOURCE) if numbers else literal(NO_SOURCE)


def spoken_sources(session: Session, cache: VersionedCache, city: int) -> tuple[SpokenSource, ...]:
    """The sources that speak now and then, by name; ``city``: the city's version, which changes with them."""
    return cache.get("sources", city, lambda: read_sources(session))


def source_clocks(session: Session, cache: VersionedCache, now: datetime) -> SourceClocks:
    """The clocks of all tickets, looked at ``now``."""
    log, city = log_and_city(session)
    sources = spoken_sources(session, cache, city)
    return SourceClocks(now, sources, cache.get("own tickets", (log, city), lambda: _any_own(session, sources)))


def read_sources(session: Session) -> tuple[SpokenSource, ...]:
    """As they are stored."""
    rows = sorted(session.scalars(select(SourceState)), key=lambda row: row.name)
    return tuple(
        SpokenSource(
            name=row.name,
            as_of=row.as_of,
            every=timedelta(hours=row.stale_after) if row.stale_after else None,
            tells_outcomes=row.tells_outcomes,
        )
        for row in rows
    )


def passed(
    clocks: SourceClocks, due: InstrumentedAttribute[Any] = Ticket.due_at, ahead: timedelta = timedelta()
) -> ColumnElement[bool]:
    """Whether a date of a ticket has passed, as far as the ticket is known, or passes within the time ``ahead``."""
    spoken = {one.name: literal(clocks.until(one.name) + ahead, Moment) for one in clocks.sources}
    now = literal(clocks.now + ahead, Moment)
    here = func.coalesce(type_coerce(Ticket.desk_at, BigInteger) + int(ahead.total_seconds()), 0)
    return or_(due < (case(spoken, value=Ticket.source, else_=now) if spoken else now), due < here)


def _any_own(session: Session, sources: tuple[SpokenSource, ...]) -> bool:
    """Whether any ticket is of another source; a look into the index of sources between each two of these."""
    names = sorted(one.name for one in sources)
    if not names:
        return True
    between = [Ticket.source < names[0], Ticket.source > names[-1]]
    between += [(Ticket.source > low) & (Ticket.source < high) for low, high in pairwise(names)]
    return any(session.scalar(select(_one(where))) for where in between)


def _one(where: ColumnElement[bool]) -> Exists:
    return exists(select(Ticket.id).where(where))

"""Of the work that agencies call done, how much a person has really checked, where a lot decides what is checked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from sqlalchemy import ColumnElement, func, select

from ...domain.as_of import AsOf
from ...domain.checking import Checks
from ...domain.figure import Figure, wilson
from ...domain.period import Period
from ...domain.visibility import PUBLIC
from ...models import Event, Ticket
from ..past.waits import folded, moved_since
from ..sources import Sources
from ..tickets.names import Named, lens_names

_SPARED = Event.unchecked.is_not(None)


@dataclass(frozen=True, slots=True)
class AgencyWork:
    """``checked``: of the work of this agency whose check was made, or that was not drawn for one."""

    agency: Named
    checked: Figure


@dataclass(frozen=True, slots=True)
class WorkChecked:
    """``whole``: of all agencies; ``spared``: how much was not drawn; ``rows``: those with most work first."""

    whole: Figure
    spared: int
    rows: tuple[AgencyWork, ...]


def work_checked(sources: Sources, made: Checks, period: Period, past: AsOf | None = None) -> WorkChecked:
    """By the agency that is responsible for the tickets now, or was at a ``past`` moment. ``made``: the checks of the
    period."""
    spared = _spared_then(sources, period, past) if past else _spared(sources, period)
    agencies, counts = np.unique(made.work[made.answered], return_counts=True)
    checked = dict(zip(agencies.tolist(), counts.tolist(), strict=True))
    names = lens_names(sources)
    rows = [
        AgencyWork(names.by_id("agency", agency), wilson(n := checked.get(agency, 0), n + spared.get(agency, 0)))
        for agency in sorted({*checked, *spared})
    ]
    total = sum(spared.values())
    return WorkChecked(
        whole=wilson(sum(checked.values()), sum(checked.values()) + total),
        spared=total,
        rows=tuple(sorted(rows, key=lambda row: (-row.checked.n, row.agency.name))),
    )


def _spared(sources: Sources, period: Period) -> dict[int, int]:
    """How much work of each agency was not drawn in a period."""
    of = select(Ticket.agency_id, func.count()).select_from(Event).join(Ticket, Ticket.id == Event.ticket_id)
    of = of.where(_SPARED, Ticket.visibility.in_(PUBLIC), *_within(period))
    return {agency: count for agency, count in sources.session.execute(of.group_by(Ticket.agency_id))}


def _spared_then(sources: Sources, period: Period, as_of: AsOf) -> dict[int, int]:
    """The same as of a past moment, by the agency that was responsible then."""
    session, moved = sources.session, moved_since(sources.session, as_of, select(Event.ticket_id).where(_SPARED))
    was = {one.id: one.ticket.state.agency for one in folded(session, sources.city, as_of, moved)}
    known = (Event.seq <= as_of.seq) & (Event.happened_at <= as_of.at)
    of = select(Ticket.id, Ticket.agency_id).select_from(Event).join(Ticket, Ticket.id == Event.ticket_id)
    rows = session.execute(of.where(_SPARED, known, Ticket.visibility.in_(PUBLIC), *_within(period)))
    return Counter(was.get(id, agency) for id, agency in rows if id in was or id not in moved)


def _within(period: Period) -> list[ColumnElement[bool]]:
    if period.since is None or period.until is None:
        return []
    return [Event.happened_at >= period.since, Event.happened_at < period.until]

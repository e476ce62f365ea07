"""Of the work that agencies call done, how much a person has really checked, where a lot decides what is checked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sqlalchemy import func, select

from ...domain.checking import Checks
from ...domain.figure import Figure, wilson
from ...domain.period import Period
from ...domain.visibility import PUBLIC
from ...models import Event, Ticket
from ..sources import Sources
from ..tickets.names import Named, lens_names


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


def work_checked(sources: Sources, made: Checks, period: Period) -> WorkChecked:
    """By the agency that is responsible for the tickets now. ``made``: the checks of the period."""
    spared = _spared(sources, period)
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
    of = of.where(Event.unchecked.is_not(None), Ticket.visibility.in_(PUBLIC))
    if period.since is not None and period.until is not None:
        of = of.where(Event.happened_at >= period.since, Event.happened_at < period.until)
    return {agency: count for agency, count in sources.session.execute(of.group_by(Ticket.agency_id))}

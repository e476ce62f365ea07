"""The open tickets that had waited longest at a past moment, and in whose hands they had been by then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from ...domain.as_of import AsOf
from ...domain.custody import CustodyRole
from ...domain.period_scorecard import PeriodScorecard
from ...models import Ticket
from ..scorecards.page import LONGEST, OldestOpen, named_open
from ..sources import Sources
from ..tickets.names import lens_names
from .changed import hidden_then
from .figures import PastFigures, until_of
from .waits import folded

_HOLDING = (CustodyRole.RESPONSIBLE, CustodyRole.WAITING)


def open_longest(sources: Sources, figures: PastFigures, whole: PeriodScorecard | None) -> tuple[OldestOpen, ...]:
    """In the order in which they waited, with the category and area of then; what may be said of them is of today."""
    longest = whole.card.backlog.longest if whole else ()
    if not longest:
        return ()
    rows = {row.id: row for row in sources.session.execute(LONGEST, {"tickets": longest})}
    found = [named_open(rows[id], until_of(figures, id)) for id in longest if id in rows]
    tickets, names = figures.columns.tickets, lens_names(sources)
    places = tickets.cohort.ticket.searchsorted([one.id for one in found])
    of_then = zip(found, tickets.keys.category[places].tolist(), tickets.keys.area[places].tolist(), strict=True)
    named = ((one, names.by_id("category", category), names.by_id("area", area)) for one, category, area in of_then)
    hidden = set(hidden_then(sources.session, figures.as_of).tolist())
    return tuple(
        replace(
            one,
            category=category.name,
            category_en=category.name_en,
            area=area.name,
            linked=one.linked and one.id not in hidden,
        )
        for one, category, area in named
    )


def held_then(
    sources: Sources, as_of: AsOf, agency: int, tickets: Sequence[int]
) -> Mapping[int, list[tuple[datetime, datetime | None]]]:
    """(from, to) of each stay of a few tickets with an agency as the responsible one, by ticket; ``to`` None: it had it
    still."""
    source_of = select(Ticket.id, Ticket.source).where(Ticket.id.in_(tickets))
    sources_by_id = {id: source for id, source in sources.session.execute(source_of)}
    return {
        one.id: [
            (stay.start, stay.end) for stay in one.ticket.custody if stay.agency == agency and stay.role in _HOLDING
        ]
        for one in folded(sources.session, sources.city, as_of, sources_by_id)
    }

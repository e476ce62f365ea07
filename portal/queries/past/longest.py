"""The open tickets that had waited longest at a past moment, and in whose hands they had been by then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from ...domain.as_of import AsOf
from ...domain.custody import CustodyRole
from ...domain.past_ticket import past_ticket
from ...domain.period_scorecard import PeriodScorecard
from ...domain.record import FORM
from ...models import Ticket
from ..agencies.names import agency_meant
from ..scorecards.page import LONGEST, OldestOpen, named_open
from ..sources import Sources
from ..tickets.names import lens_names
from ..tickets.state import told_logs
from .changed import hidden_then, published
from .figures import PastFigures, until_of

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
    """(from, to) of each stay of a few tickets with an agency as the responsible one, by ticket: None: it had it."""
    session, city = sources.session, sources.city
    validator, logs = agency_meant(session, city.validator or ""), told_logs(session, tickets, as_of.seq)
    forms = session.scalars(select(Ticket.id).where(Ticket.id.in_(tickets), Ticket.source == FORM)).all()
    moderated = published(session, frozenset(forms if city.moderated else ()))
    found = {id: past_ticket(log, as_of, validator, moderated=id in moderated) for id, log in logs.items()}
    return {
        id: [(one.start, one.end) for one in ticket.custody if one.agency == agency and one.role in _HOLDING]
        for id, ticket in found.items()
        if ticket
    }

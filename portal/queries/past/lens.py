"""The figures of any filter of facts as of a past moment: its tickets by what the log knew of them then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import reduce
from zoneinfo import ZoneInfo

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.as_of import AsOf
from ...domain.coordination import Coordination
from ...domain.lens import TicketFilter
from ...domain.status import TYPES
from ...domain.survival import Flags
from ...domain.visibility import Visibility
from ...models import Event, Ticket
from ...search.field_names import SAME
from ...search.interpretation import ParsedQuery
from ..city.index_state import mark_of
from ..scorecards.columns import snapshot
from ..sources import Sources
from ..tickets.facets import unknown
from ..tickets.figures import FiguresMoment, LensFigures, LensTickets, sheet_of
from ..tickets.headline import chosen_by_outcome
from ..tickets.hidden import HiddenCount, asks_for_hidden
from ..tickets.names import Names, lens_names
from .cell import CITY, PastCell, ever_of, merged_cell, refuse_too_many
from .changed import STATUSES, VISIBILITY_CHANGED
from .columns import PastTickets, past_tickets
from .requests import past_coordination

#: What a filter may ask that the log does not tell of a past moment: words and places are found as they are today.
OF_TODAY = ("q", "bbox")
_EVER_HIDDEN = select(Event.ticket_id).where(VISIBILITY_CHANGED, Event.visibility_after == Visibility.HIDDEN.value)
#: What leaves tickets out before any is read.
_NARROWS = ("agency", "category", "area", "asked", "since", "until")


def only_today(filter: TicketFilter) -> tuple[str, ...]:
    """Which fields of a filter are answered as of today alone; none: its figures can be had of any moment."""
    return tuple(name for name in OF_TODAY if filter.asks(name))


def reads_all(filters: Iterable[TicketFilter]) -> bool:
    """Whether all tickets must be read for the figures of these filters."""
    return any(not any(getattr(filter, name) for name in _NARROWS) for filter in filters)


def _cell(sources: Sources, filters: Sequence[TicketFilter]) -> PastCell:
    """The tickets from which the figures of these filters are computed, at whatever moment."""
    if reads_all(filters):
        return PastCell(CITY, None)
    hidden = set() if all(map(asks_for_hidden, filters)) else set(sources.session.scalars(_EVER_HIDDEN))
    return merged_cell(sources.session, "filter", hidden.union(*(_candidates(sources, one) for one in filters)))


def past_lenses(sources: Sources, filters: Sequence[TicketFilter], as_of: AsOf) -> tuple[LensFigures, ...]:
    """The figures of filters of which nothing is ``only_today``. Raises TooManyTickets.

    Hidden tickets are those that were so, or are today: what was taken from view since stays out of view.
    """
    session = sources.session
    moment = FiguresMoment(as_of=as_of.at, seq=as_of.seq, head=mark_of(session, as_of.seq), cited=as_of.at)
    then = tickets_then(sources, filters, as_of)
    return tuple(_figures(then, filter, moment) for filter in filters)


def tickets_then(sources: Sources, filters: Sequence[TicketFilter], as_of: AsOf) -> TicketsThen:
    """What all tickets of these filters were. Raises TooManyTickets."""
    session = sources.session
    with snapshot(session):
        cell = _cell(sources, filters)
        refuse_too_many(session, cell)
        tickets = past_tickets(session, sources.city, as_of, cell)
    asks = any(filter.asks("asked") for filter in filters)
    requests = past_coordination(session, sources.city, as_of) if asks else None
    return TicketsThen(tickets, requests, lens_names(sources), as_of, ZoneInfo(sources.city.zone))


def _figures(then: TicketsThen, filter: TicketFilter, moment: FiguresMoment) -> LensFigures:
    found, cohort = then.found(filter), then.tickets.tickets.cohort
    tickets = LensTickets(
        filter=filter.but(),
        reading=ParsedQuery(),
        also={},
        by_outcome=chosen_by_outcome(filter, None),
        ids=cohort.ticket[found],
        hidden=then.hidden(filter),
        unknown=unknown(filter, then.names),
    )
    sheet = sheet_of(cohort.take(found), moment.as_of)
    return LensFigures(tickets=tickets, sheet=sheet, moment=moment, names=then.names)


class TicketsThen:
    """Tickets as of a moment, and which of them a filter asked for then."""

    def __init__(
        self, tickets: PastTickets, requests: Coordination | None, names: Names, as_of: AsOf, zone: ZoneInfo
    ) -> None:
        """``requests``: all of then; None where no filter asks who was asked."""
        self.tickets, self.names, self._requests = tickets, names, requests
        self._as_of, self._zone = int(as_of.at.timestamp()), zone
        keys = tickets.tickets.keys
        self._keys = {"agency": keys.agency, "category": keys.category, "area": keys.area, "channel": tickets.channel}

    def found(self, filter: TicketFilter) -> Flags:
        """Those of a filter, with the hidden ones where it asks for nothing else that is public of these."""
        found = self._of_facts(filter)
        return found if asks_for_hidden(filter) else found & ~self.tickets.hidden

    def hidden(self, filter: TicketFilter) -> HiddenCount:
        """Those of the filter's agencies and days."""
        known = TicketFilter(since=filter.since, until=filter.until).choosing(
            "agency", filter.agency, filter.excluded_from("agency")
        )
        found = self._of_facts(known) & self.tickets.hidden
        still = found & self.tickets.tickets.cohort.open
        return HiddenCount(int(found.sum()), int(still.sum()), whole=asks_for_hidden(filter))

    def _of_facts(self, filter: TicketFilter) -> Flags:
        parts = [*self._named(filter), *self._in_days(filter)]
        cohort = self.tickets.tickets.cohort
        if filter.overdue:
            parts.append(cohort.open & (cohort.due < cohort.seen(self._as_of)))
        return reduce(np.logical_and, parts, np.ones(len(cohort), dtype=np.bool_))

    def _named(self, filter: TicketFilter) -> list[Flags]:
        parts: list[Flags] = []
        for name in (*self._keys, "status", "asked"):
            chosen, excluded = getattr(filter, name), filter.excluded_from(name)
            parts += [self._one_of(name, chosen)] if chosen else []
            parts += [~self._one_of(name, excluded)] if excluded else []
        return parts

    def _one_of(self, name: str, values: Sequence[str]) -> Flags:
        if name == "status":
            places = [place for place, one in enumerate(STATUSES) if one.value in values or TYPES[one].value in values]
            return np.isin(self.tickets.status, places)
        if name == "asked":
            of = self._requests
            asked = of.ticket[np.isin(of.asked, sorted(_meant(self.names, name, values)))] if of else ()
            return np.isin(self.tickets.tickets.cohort.ticket, asked)
        return np.isin(self._keys[name], sorted(_meant(self.names, name, values)))

    def _in_days(self, filter: TicketFilter) -> list[Flags]:
        first, end = _stretch(filter, self._zone)
        submitted = self.tickets.tickets.cohort.submitted
        parts: list[Flags] = [submitted >= int(first.timestamp())] if first else []
        return [*parts, *([submitted < int(end.timestamp())] if end else [])]


def _meant(names: Names, name: str, values: Sequence[str]) -> set[int]:
    """The ids that these values of a field mean; of an area also those that lie in it."""
    known = names.of(name)
    found = {known[value].id for value in values if value in known}
    if name == "area":
        found |= {one.id for one in known.values() if {a.key for a in names.around(one)}.intersection(values)}
    return found


def _stretch(filter: TicketFilter, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    """The moments from which, and before which, its tickets came in."""

    def midnight(day: date) -> datetime:
        return datetime(day.year, day.month, day.day, tzinfo=zone)

    first = midnight(filter.since) if filter.since else None
    return first, midnight(filter.until + timedelta(days=1)) if filter.until else None


def _candidates(sources: Sources, filter: TicketFilter) -> set[int]:
    """All that a filter which narrows can ever have found."""
    session, names = sources.session, lens_names(sources)
    narrowed = [
        _ever(session, SAME.get(name, name), _meant(names, name, values))
        for name in ("agency", "category", "area", "asked")
        if (values := getattr(filter, name))
    ]
    first, end = _stretch(filter, ZoneInfo(sources.city.zone))
    days = [Ticket.submitted_at >= first] if first else []
    days += [Ticket.submitted_at < end] if end else []
    narrowed += [set(session.scalars(select(Ticket.id).where(*days)))] if days else []
    return set.intersection(*narrowed)


def _ever(session: Session, scope: str, ids: set[int]) -> set[int]:
    return set().union(*(ever_of(session, scope, id) for id in ids))

"""The tickets that no list shows because they are hidden: how many, so that every total can name them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, case, func, literal_column, select
from sqlalchemy.orm import Session

from ...domain.lens import TicketFilter
from ...domain.period import Period
from ...domain.visibility import Visibility
from ...models import Agency, Ticket
from ..city.clocks import IS_OPEN

#: Written out, so that SQLite knows that the index of hidden tickets serves.
_IS_HIDDEN = Ticket.visibility == literal_column(f"'{Visibility.HIDDEN.value}'")
_COUNTED = select(func.count(), func.count(case((IS_OPEN, 1)))).where(_IS_HIDDEN)


@dataclass(frozen=True, slots=True)
class HiddenCount:
    """Hidden tickets beside those of a list, ``open`` of them still open.

    Of a hidden ticket its agency and its day are public, no more: what else a filter asks is not looked at. ``whole``:
    it asks for nothing else, so the list and these together are all tickets of the filter.
    """

    total: int = 0
    open: int = 0
    whole: bool = True


def hidden_count(session: Session, filter: TicketFilter, zone: str) -> HiddenCount:
    """The hidden tickets of a filter's agencies and days; ``zone``: the city's."""
    total, open_ = session.connection().execute(_within(_COUNTED, filter, ZoneInfo(zone))).one()
    return HiddenCount(total, open_, whole=asks_for_hidden(filter))


def asks_for_hidden(filter: TicketFilter) -> bool:
    """Whether a filter asks for nothing but what is public of a hidden ticket."""
    return not filter.without("agency").but(since=None, until=None).narrowed


def hidden_in(session: Session, period: Period, zone: str) -> HiddenCount:
    """The hidden tickets of a period, in the whole city."""
    first, last = period.days or (None, None)
    return hidden_count(session, TicketFilter(since=first, until=last), zone)


def hidden_ids(session: Session, filter: TicketFilter, zone: str) -> set[int]:
    """The hidden tickets that ``hidden_count`` counts: who follows a filter is told that they were hidden."""
    found = select(Ticket.id, Ticket.agency_id).where(_IS_HIDDEN)
    return {id for id, _ in session.execute(_within(found, filter, ZoneInfo(zone)))}


def _within(found: Select[int, int], filter: TicketFilter, zone: ZoneInfo) -> Select[int, int]:
    if filter.asks("agency"):
        found = found.join(Agency, Ticket.agency_id == Agency.id)
    if filter.agency:
        found = found.where(Agency.slug.in_(filter.agency))
    if left_out := filter.excluded_from("agency"):
        found = found.where(Agency.slug.not_in(left_out))
    submitted = case((_IS_HIDDEN, Ticket.submitted_at))  # no index holds it: SQLite looked through the days of all
    if filter.since:
        found = found.where(submitted >= _midnight(filter.since, zone))
    if filter.until:
        found = found.where(submitted < _midnight(filter.until + timedelta(days=1), zone))
    return found


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)

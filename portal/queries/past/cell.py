"""Which tickets the figures of one agency, area or category are computed from, at whatever moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from sqlalchemy import func, literal_column, select
from sqlalchemy.orm import Session

from ...domain.survival import Whole
from ...models import Custody, Event, FormerFacts, Ticket
from ..scorecards.columns import area_parents

#: The key of the cell of all tickets.
CITY = "city"
#: Of so many the figures are computed at once; 200,000 take some 13 seconds of a core and 300 MB (decisions/as-of.md).
MOST_TICKETS = 300_000
#: Written out, so that the databases know that their index serves.
_CORRECTS = (Event.kind == literal_column("'corrected'")) & Event.corrects.is_not(None)


class TooManyTickets(Exception):
    """More than one computation may read: of fewer the figures can be had."""


@dataclass(frozen=True, slots=True)
class PastCell:
    """One group of tickets by its name in the table of scorecards (``agency:3``). ``ids``: the tickets that are or ever
    were in it, and those merged with them, sorted; None: all that there are."""

    key: str
    ids: Whole | None


def cell_of(session: Session, key: str) -> PastCell:
    """The cell of that key: ``city``, ``agency:3``, ``area:5`` or ``category:7``."""
    scope, _, number = key.partition(":")
    return PastCell(key, None) if scope == CITY else merged_cell(session, key, ever_of(session, scope, int(number)))


def merged_cell(session: Session, key: str, own: Iterable[int]) -> PastCell:
    """The cell of these tickets, with all that were ever merged with one of them."""
    return PastCell(key, np.array(sorted(_with_merged(session, own)), dtype=np.int64))


def ever_of(session: Session, scope: str, id: int) -> set[int]:
    """The tickets that are or ever were of one agency, area (or an area below it) or category."""
    return {"agency": _of_agency, "area": _of_area, "category": _of_category}[scope](session, id)


def refuse_too_many(session: Session, cell: PastCell) -> None:
    """Raises TooManyTickets."""
    size = session.scalar(select(func.count()).select_from(Ticket)) if cell.ids is None else len(cell.ids)
    if (size or 0) > MOST_TICKETS:
        raise TooManyTickets


def _of_agency(session: Session, agency: int) -> set[int]:
    """Whatever it had, answers for, or said a word about. What it had by an account that was overtaken or taken back
    since, is in no custody: of tickets with such accounts, what was given to it by the log."""
    had = session.scalars(select(Custody.ticket_id).where(Custody.agency_id == agency))
    answers_for = session.scalars(select(Ticket.id).where(Ticket.agency_id == agency))
    told_anew = select(Event.ticket_id).where(_CORRECTS)
    given = session.scalars(select(Event.ticket_id).where(Event.ticket_id.in_(told_anew), Event.to_agency_id == agency))
    said = session.scalars(select(Event.ticket_id).where(Event.agency_id == agency).distinct())
    return {*had, *answers_for, *given, *said}


def _of_area(session: Session, area: int) -> set[int]:
    """What lies in it or in an area below it."""
    parents, within = area_parents(session), {area}
    while more := {id for id, above in parents.items() if above in within} - within:
        within |= more
    now = session.scalars(select(Ticket.id).where(Ticket.area_id.in_(within)))
    return {*now, *session.scalars(select(FormerFacts.ticket_id).where(FormerFacts.area_id.in_(within)))}


def _of_category(session: Session, category: int) -> set[int]:
    now = session.scalars(select(Ticket.id).where(Ticket.category_id == category))
    return {*now, *session.scalars(select(FormerFacts.ticket_id).where(FormerFacts.category_id == category))}


def _with_merged(session: Session, own: Iterable[int]) -> set[int]:
    """These tickets, and all that were ever merged with one of them, or with one of those."""
    others: dict[int, list[int]] = defaultdict(list)
    pairs = select(Event.ticket_id, Event.other_ticket_id).where(Event.other_ticket_id.is_not(None))  # by its index
    for ticket, other in session.execute(pairs):
        if other is not None:
            others[ticket].append(other)
            others[other].append(ticket)
    found, waiting = set(own), list(own)
    while waiting:
        more = {other for ticket in waiting for other in others.get(ticket, ())} - found
        found |= more
        waiting = list(more)
    return found

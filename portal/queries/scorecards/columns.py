"""Tickets and custody as columns of whole numbers, read in parts so that millions fit into memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from ...domain.channel import ChannelKind
from ...domain.cohort import CLOSED, DUPLICATE, OPEN, REASONS, UNTOLD, Cohort
from ...domain.column_table import ColumnTable, NumberColumn
from ...domain.custody import CustodyRole
from ...domain.status import Status
from ...domain.survival import Flags, Whole
from ...domain.time_in_hand import CustodyColumns
from ...domain.visibility import PUBLIC
from ...models import Area, Channel, Custody, SourceState, Ticket
from ..city.clocks import known_until, whole_seconds
from .asked import asked_and_answered
from .number_columns import Among, read_rows

VISIBILITIES = sorted(visibility.value for visibility in PUBLIC)
POSITIVE = 2**63 - 1
CUSTODY = select(
    Custody.id,
    Custody.ticket_id,
    Custody.agency_id,
    whole_seconds(Custody.from_at),
    whole_seconds(Custody.to_at),
    case((Custody.role == CustodyRole.RESPONSIBLE.value, 1), (Custody.role == CustodyRole.WAITING.value, 2), else_=0),
)
#: What a ticket has ended for, as its place in REASONS.
REASON = case(
    *[(Ticket.closing == r.value, place) for place, r in enumerate(REASONS)],
    (Ticket.status == Status.TIDAK_DIKETAHUI.value, UNTOLD),
    else_=OPEN,
)
TIMES = (
    *(Ticket.submitted_at, Ticket.first_response_at, Ticket.first_action_at, Ticket.resolved_at, Ticket.ended_at),
    *(Ticket.response_due_at, Ticket.due_at),
)


class TicketKeys(ColumnTable[np.int64]):
    """What tickets are grouped by; 0: no category, no area. ``largest``: the area of the highest level that each lies
    in; ``stays``: the row of the ticket in which it goes on."""

    __slots__ = ()
    agency = NumberColumn[np.int64]()
    category = NumberColumn[np.int64]()
    area = NumberColumn[np.int64]()
    largest = NumberColumn[np.int64]()
    stays = NumberColumn[np.int64]()


@dataclass(frozen=True, slots=True)
class Tickets:
    """All public tickets with what they are grouped by; ``parents``: the area above each area."""

    cohort: Cohort
    keys: TicketKeys
    parents: Mapping[int, int | None]


def read_tickets(session: Session, ids: Whole | None = None) -> Tickets:
    """The state of every public ticket, by id; of those with these ``ids`` (sorted) alone, if given."""
    own = case((Ticket.channel_id.in_(select(Channel.id).where(Channel.kind == ChannelKind.CITY.value)), 1), else_=0)
    *rows, reporter = read_rows(
        session,
        select(
            Ticket.id, *map(whole_seconds, TIMES), Ticket.stood_still, REASON,
            Ticket.reopened, Ticket.disputed, Ticket.confirmed, Ticket.responses,
            known_until(), own,
            Ticket.agency_id, func.coalesce(Ticket.category_id, 0), func.coalesce(Ticket.area_id, 0),
            func.coalesce(Ticket.duplicate_of, 0), Ticket.reporter,
        ).outerjoin(SourceState, SourceState.name == Ticket.source).where(Ticket.visibility.in_(VISIBILITIES)),
        last=hashes,
        among=None if ids is None else Among(Ticket.id, ids),
    )  # fmt: skip
    *columns, agency, category, area, duplicate_of = rows
    columns += asked_and_answered(session, rows[0])
    return joined([*columns, reporter], (agency, category, area), duplicate_of, area_parents(session))


def area_parents(session: Session) -> dict[int, int | None]:
    """The area above each, by their ids."""
    return {row.id: row.parent_id for row in session.execute(select(Area.id, Area.parent_id))}


def joined(
    columns: Sequence[Whole],
    keys: tuple[Whole, Whole, Whole],
    duplicate_of: Whole,
    parents: Mapping[int, int | None],
) -> Tickets:
    """``columns``: those of a cohort in their order, but for ``since``; ``keys``: agency, category, area; ``parents``:
    the area above each."""
    told = dict(zip((name for name in Cohort.NAMES if name != "since"), columns, strict=True))
    told["reporter"] = first_tickets(told["ticket"], told["reporter"])
    submitted = told["submitted"]
    late = merged_late(told["ticket"], duplicate_of, told["ended"]) & (told["closing"] == DUPLICATE)
    told["closing"] = np.where(late, CLOSED, told["closing"])
    goes_on_in = stays(told["ticket"], np.where(late, 0, duplicate_of))
    since = submitted.copy()
    np.minimum.at(since, goes_on_in, submitted)
    cohort = Cohort(**told, since=since)
    agency, category, area = keys
    grouped = TicketKeys(
        agency=agency, category=category, area=area, largest=largest_areas(area, parents), stays=goes_on_in
    )
    return Tickets(cohort, grouped, parents)


def first_tickets(ids: Whole, reporters: Whole) -> Whole:
    """For each ticket the first one of its reporter, -1 where that is not known: a number that stays what it is when
    others report. ``ids`` are sorted; ``reporters``: numbers that are equal for the same one."""
    found, first, places = np.unique(reporters, return_index=True, return_inverse=True)
    return np.where(found < 0, -1, ids[first])[places]


def known_at(tickets: Tickets, at: datetime) -> Tickets:
    """The same looked at from a moment: ``until`` of each is cut there. They are kept narrow."""
    cohort = tickets.cohort.replaced(until=tickets.cohort.seen(int(at.timestamp())))
    return replace(tickets, cohort=cohort.narrow(), keys=tickets.keys.narrow())


def largest_areas(areas: Whole, parents: Mapping[int, int | None]) -> Whole:
    """For each area the one above all that it lies in, or itself; 0 for none."""
    above = np.arange(max([0, *parents]) + 1, dtype=np.int64)
    for id, parent in parents.items():
        above[id] = parent or id
    for _ in range(len(above).bit_length()):  # each round doubles the levels that were gone up
        above = above[above]
    return np.asarray(above[areas], dtype=np.int64)


def stays(ids: Whole, duplicate_of: Whole) -> Whole:
    """The row of the ticket in which each goes on, through any number of merges: its own where it is no duplicate, or
    one of a ticket that is not among ``ids`` (sorted). 0 in ``duplicate_of``: none."""
    place, known = places(ids, duplicate_of)
    found = np.arange(len(ids), dtype=np.int64)
    found[known] = place[known]
    for _ in range(len(ids).bit_length()):  # each round doubles the merges that were followed
        found = found[found]
    return np.asarray(found, dtype=np.int64)


def merged_late(ids: Whole, duplicate_of: Whole, ended: Whole) -> Flags:
    """Which were merged into a report that had ended before: nothing that is done in it can be for them. So they stand
    for themselves; else who merges what it cannot do into what it has done would lose it from its figures."""
    place, known = places(ids, duplicate_of)
    found: Flags = np.zeros(len(ids), dtype=np.bool_)
    found[known] = ended[place[known]] < ended[known]
    return found


def read_custody(session: Session, tickets: Whole, *, few: bool = False) -> CustodyColumns:
    """Every custody period of these tickets, whose ids are sorted; ``few``: ask the database for no others."""
    among = Among(Custody.ticket_id, tickets) if few else None
    return custody_columns(tickets, read_rows(session, CUSTODY, among=among)[1:])


def custody_columns(tickets: Whole, rows: Sequence[Whole]) -> CustodyColumns:
    """Those of ``rows`` that are of these tickets: ticket, agency, start, end, 1 for the responsible one or 2 while its
    reporter is asked."""
    ticket, *columns = rows
    place, public = places(tickets, ticket)
    order = public[np.lexsort((columns[1][public], place[public]))]
    agency, start, end, role = (column[order] for column in columns)
    return CustodyColumns(
        ticket=place[order],
        agency=agency,
        start=start,
        end=end,
        responsible=np.asarray(role > 0, dtype=np.bool_),
        waiting=np.asarray(role == 2, dtype=np.bool_),
    )


def places(tickets: Whole, ids: Whole) -> tuple[Whole, Whole]:
    """Where in ``tickets``, which are sorted, each of ``ids`` stands, and the places of those ids that do."""
    if not len(tickets):
        return ids, np.empty(0, dtype=np.int64)
    place = np.minimum(np.searchsorted(tickets, ids), len(tickets) - 1)
    return place, np.flatnonzero(tickets[place] == ids)


def hashes(values: Sequence[object]) -> list[int]:
    """Numbers that are equal for equal values (within this process), -1 for NULL."""
    return [-1 if value is None else hash(value) & POSITIVE for value in values]


@contextmanager
def snapshot(session: Session) -> Iterator[None]:
    """One snapshot of the database for several reads; nothing may be written. PostgreSQL has to be asked for it."""
    if session.in_transaction():
        session.rollback()
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    try:
        yield
    finally:
        session.rollback()

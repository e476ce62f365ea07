"""Tickets, custody and answers as they were at a past moment, in the columns that all figures are computed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from sqlalchemy import Subquery, case, func, select
from sqlalchemy.orm import Session

from ...domain.as_of import AsOf
from ...domain.channel import ChannelKind
from ...domain.city import City
from ...domain.cohort import Cohort
from ...domain.column_table import NEVER
from ...domain.record import FORM
from ...domain.survival import Flags, Whole
from ...domain.visibility import Visibility
from ...models import Channel, Custody, Event, FormerFacts, HeardWord, Ticket
from ..city.clocks import whole_seconds
from ..scorecards.answers import ANSWERS, TAKEN_BACK, answer_columns, patterns
from ..scorecards.asked import asked_and_answered
from ..scorecards.columns import (
    CUSTODY,
    REASON,
    TIMES,
    VISIBILITIES,
    Tickets,
    area_parents,
    custody_columns,
    hashes,
    joined,
    known_at,
)
from ..scorecards.number_columns import Among, read_rows
from ..scorecards.read_columns import ScorecardColumns, in_custody, scorecard_columns
from ..scorecards.verdicts import read_verdicts
from .cell import PastCell
from .changed import STATE, STATUSES, ChangedTickets, changed_tickets, happened_later, hidden_then

_FACTS = ("channel", "category", "area", "response_due", "due", "reporter")
_NAMES = (
    *("ticket", "submitted", "responded", "acted", "resolved", "ended", "response_due", "due", "stood", "closing"),
    *("reopened", "disputed", "confirmed", "responses", "agency", "category", "area", "duplicate_of", "channel"),
    *("desk_at", "spoken", "last_seq", "moderated", "status", "hidden", "reporter"),
)
#: The place of a ticket's status in STATUSES.
_STATUS = case({status.value: place for place, status in enumerate(STATUSES)}, value=Ticket.status)
_HIDDEN = case((Ticket.visibility == Visibility.HIDDEN.value, 1), else_=0)


@dataclass(frozen=True, slots=True)
class PastTickets:
    """Tickets as they were, with what a filter asks beside the keys of figures, a row a ticket. ``status``: the place
    of each in STATUSES; ``hidden``: which were so, or are today; ``changed``: those that were not the same then."""

    tickets: Tickets
    channel: Whole
    status: Whole
    hidden: Flags
    changed: ChangedTickets


def past_columns(session: Session, city: City, as_of: AsOf, cell: PastCell) -> ScorecardColumns:
    """What ``read_columns`` reads of all tickets today, of a cell as of then; within ``columns.snapshot`` like it."""
    found = past_tickets(session, city, as_of, cell)
    tickets = known_at(found.tickets, as_of.at)
    cohort = tickets.cohort
    still = np.setdiff1d(cohort.ticket, np.array(found.changed.ids, dtype=np.int64))
    custody = custody_columns(cohort.ticket, _custody(session, found.changed, still, cell))
    answers = _answers(session, cohort.ticket[cohort.by_citizens], as_of, cell)
    held = in_custody(tickets, custody, read_verdicts(session, cohort, as_of), city.hand_over_limit, as_of.at)
    return scorecard_columns(tickets, held, answers)


def past_tickets(session: Session, city: City, as_of: AsOf, cell: PastCell) -> PastTickets:
    """The tickets of a cell that were there, in order of their ids; within ``columns.snapshot``."""
    columns = _present(session, city, as_of, cell)
    later = happened_later(session, as_of.at, cell.ids)
    moved = (columns["last_seq"] > as_of.seq) | np.isin(columns["ticket"], later)
    moderated = frozenset(columns["ticket"][moved & (columns["moderated"] == 1)].tolist())
    changed = changed_tickets(session, city, as_of, columns["ticket"][moved], moderated)
    columns = _patched(columns, changed)
    _as_known(session, columns, as_of.seq)
    columns["asked"], columns["answered"] = asked_and_answered(session, columns["ticket"], as_of)
    return PastTickets(
        tickets=_tickets(session, columns),
        channel=columns["channel"],
        status=columns["status"],
        hidden=(columns["hidden"] == 1) | np.isin(columns["ticket"], hidden_then(session, as_of)),
        changed=changed,
    )


def _present(session: Session, city: City, as_of: AsOf, cell: PastCell) -> dict[str, Whole]:
    """The tickets that had come in, as they are today, by _NAMES; sorted by id."""
    spoken = _spoken(as_of.seq)
    moderated = case((Ticket.source == FORM, 1), else_=0) if city.moderated else case((Ticket.id < 0, 1), else_=0)
    query = (
        select(
            Ticket.id, *map(whole_seconds, TIMES), Ticket.stood_still, REASON,
            Ticket.reopened, Ticket.disputed, Ticket.confirmed, Ticket.responses, Ticket.agency_id,
            func.coalesce(Ticket.category_id, 0), func.coalesce(Ticket.area_id, 0),
            func.coalesce(Ticket.duplicate_of, 0), func.coalesce(Ticket.channel_id, 0),
            whole_seconds(Ticket.desk_at), func.coalesce(spoken.c.as_of, NEVER),
            Ticket.last_seq, moderated, _STATUS, _HIDDEN, Ticket.reporter,
        )
        .outerjoin(spoken, spoken.c.source == Ticket.source)
        .where(Ticket.visibility.in_(VISIBILITIES), Ticket.submitted_at <= as_of.at)
    )  # fmt: skip
    among = None if cell.ids is None else Among(Ticket.id, cell.ids)
    found = dict(zip(_NAMES, read_rows(session, query, last=hashes, among=among), strict=True))
    order = np.argsort(found["ticket"])
    found = {name: column[order] for name, column in found.items()}
    found["desk_at"][found["desk_at"] == NEVER] = 0
    return found


def watched_then(session: Session, as_of: AsOf) -> datetime:
    """The moment up to which all sources had spoken, as far as a log knows that ends at its event."""
    words = session.scalars(select(_spoken(as_of.seq).c.as_of)).all()
    return min([as_of.at, *(datetime.fromtimestamp(word, UTC) for word in words)])


def _spoken(seq: int) -> Subquery:
    """The last word of each source that a log knows which ends at ``seq``."""
    last = func.max(whole_seconds(HeardWord.as_of)).label("as_of")  # no word is ever taken back
    return select(HeardWord.source, last).where(HeardWord.seq <= seq).group_by(HeardWord.source).subquery()


def _patched(columns: dict[str, Whole], changed: ChangedTickets) -> dict[str, Whole]:
    """The columns with what had become of the tickets by then, without those that were not there yet."""
    places = np.searchsorted(columns["ticket"], np.array(changed.ids, dtype=np.int64))
    for name in STATE:
        columns[name][places] = np.array(changed.columns[name], dtype=np.int64)
    there: Flags = ~np.isin(columns["ticket"], np.array(changed.absent, dtype=np.int64))
    return {name: column[there] for name, column in columns.items()}


def _as_known(session: Session, columns: dict[str, Whole], seq: int) -> None:
    """Put facts back that were told otherwise after event ``seq``: the earliest telling says what they were."""
    query = select(
        FormerFacts.seq, FormerFacts.ticket_id, func.coalesce(FormerFacts.channel_id, 0),
        func.coalesce(FormerFacts.category_id, 0), func.coalesce(FormerFacts.area_id, 0),
        whole_seconds(FormerFacts.response_due_at), whole_seconds(FormerFacts.due_at), FormerFacts.reporter,
    ).where(FormerFacts.seq > seq)  # fmt: skip
    _, ticket, *facts = read_rows(session, query, last=hashes)
    _, first = np.unique(ticket, return_index=True)  # rows are in order of seq
    first = first[np.isin(ticket[first], columns["ticket"])]
    places = np.searchsorted(columns["ticket"], ticket[first])
    for name, values in zip(_FACTS, facts, strict=True):
        columns[name][places] = values[first]


def _tickets(session: Session, columns: dict[str, Whole]) -> Tickets:
    citys = session.scalars(select(Channel.id).where(Channel.kind == ChannelKind.CITY.value)).all()
    columns["own"] = np.isin(columns["channel"], citys).astype(np.int64)
    spoken, at_desk = columns["spoken"], columns["desk_at"]
    columns["until"] = np.maximum(spoken, at_desk)
    keys = (columns["agency"], columns["category"], columns["area"])
    facts = [columns[name] for name in Cohort.NAMES if name != "since"]
    return joined(facts, keys, columns["duplicate_of"], area_parents(session))


def _custody(session: Session, changed: ChangedTickets, still: Whole, cell: PastCell) -> Sequence[Whole]:
    """Rows of the tickets that are ``still`` what they were, and of the others."""
    rows = read_rows(session, CUSTODY, among=None if cell.ids is None else Among(Custody.ticket_id, still))
    own = np.isin(rows[1], still)
    anew = np.array(changed.custody, dtype=np.int64).reshape(-1, 5).T
    return [np.concatenate((column[own], more)) for column, more in zip(rows[1:], anew, strict=True)]


def _answers(session: Session, tickets: Whole, as_of: AsOf, cell: PastCell) -> Sequence[Whole]:
    among = None if cell.ids is None else Among(Event.ticket_id, tickets)
    known = Event.seq <= as_of.seq
    rows = read_rows(session, ANSWERS.where(known, Event.happened_at <= as_of.at), last=patterns, among=among)
    return answer_columns(tickets, rows, read_rows(session, TAKEN_BACK.where(known), among=among)[1])

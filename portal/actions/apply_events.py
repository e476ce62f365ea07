"""What every verb on one ticket shares: lock, look, apply the rules, write the log, keep custody, commit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from .. import clock
from ..domain.city import City
from ..domain.event import EventDraft, Kind
from ..domain.permission import Actor, check
from ..domain.status import OPEN, Refused
from ..domain.transitions import TicketState, apply
from ..domain.visible_text import visible_text
from ..extensions import db
from ..models import Agency, Custody, Draft, Event, Ticket
from ..queries.tickets.state import state_of
from .bulk import insert_rows
from .log import Log, change
from .ticket_rows import event_row, state_row

#: What an officer's draft becomes. A note or a hand-over leaves the half-written answer where it is.
ANSWERED = frozenset({Kind.RESPONDED, Kind.STARTED, Kind.COMPLETED, Kind.RESOLVED})


class Conflict(Exception):
    """Someone else changed the ticket after the officer looked at it; nothing was written.

    ``seen`` and ``last`` are the seq that the officer had before them and the one that stands now.
    """

    def __init__(self, seen: int, last: int) -> None:
        super().__init__(f"seen {seen}, now {last}")
        self.seen = seen
        self.last = last


Build = Callable[[TicketState, datetime], Sequence[EventDraft]]
After = Callable[[Session, Ticket, int], None]


def apply_events(
    ticket_id: int, build: Build, city: City, *, actor: Actor | None, seen: int | None = None, then: After | None = None
) -> int:
    """Let the happenings that ``build(state, now)`` names happen to a ticket; the seq of the last one.

    ``actor`` None is the system. ``seen``: the ticket's last seq as the officer saw it. ``then(session, ticket,
    seq)`` changes more in the same transaction. Raises Conflict, Refused, or LookupError for an unknown ticket.
    """
    session = db.session()
    with change(session) as log:
        ticket = session.get(Ticket, ticket_id, with_for_update=True, populate_existing=True)
        if ticket is None:
            raise LookupError(f"no ticket {ticket_id}")
        if seen is not None and ticket.last_seq != seen:
            raise Conflict(seen, ticket.last_seq)
        return _write(session, log, ticket, build, city, actor, then)


def _write(
    session: Session, log: Log, ticket: Ticket, build: Build, city: City, actor: Actor | None, then: After | None
) -> int:
    state = state_of(ticket)
    now = max(clock.now(), ticket.submitted_at)
    happenings = build(state, now)
    if not happenings:
        raise Refused("nothing_to_do")
    validator = _validator(session, city)
    seqs = log.take(len(happenings))
    rows = []
    for seq, happening in zip(seqs, happenings, strict=True):
        if actor is not None:
            check(actor, happening.kind, state)
        before, state = state, apply(state, happening, validator=validator)
        rows.append(event_row(seq, ticket.id, happening, state.status, int(now.timestamp())))
        _keep_custody(session, ticket.id, before, state, now)
    insert_rows(session, Event, rows)
    values = state_row(state) | {"last_seq": seqs[-1]}
    session.execute(update(Ticket).where(Ticket.id == ticket.id).values(values))
    if actor is not None and any(happening.kind in ANSWERED for happening in happenings):
        session.execute(delete(Draft).where(Draft.ticket_id == ticket.id, Draft.officer_id == actor.officer))
    if then is not None:
        then(session, ticket, seqs[-1])
    return seqs[-1]


def _validator(session: Session, city: City) -> int | None:
    if city.validator is None:
        return None
    return session.execute(select(Agency.id).where(Agency.slug == city.validator)).scalar()


def _keep_custody(session: Session, ticket_id: int, before: TicketState, after: TicketState, at: datetime) -> None:
    """Close and open spells as the holder changes, the ticket ends or opens again."""
    was_open, is_open = before.status in OPEN, after.status in OPEN
    moved = before.holder != after.holder
    if was_open and (moved or not is_open):
        open_spell = (Custody.ticket_id == ticket_id) & Custody.to_at.is_(None)
        session.execute(update(Custody).where(open_spell).values(to_at=at))
    if is_open and (moved or not was_open):
        session.add(Custody(ticket_id=ticket_id, agency_id=after.holder, from_at=at))
        session.flush()


def say(kind: Kind, actor: Actor, now: datetime, text: str = "", **more: object) -> EventDraft:
    """A happening by this officer, in the name of the agency."""
    words = visible_text(text)
    return EventDraft(kind=kind, at=now, agency=actor.agency, officer=actor.officer, text=words, **more)  # type: ignore[arg-type]

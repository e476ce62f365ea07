"""Events of one ticket: checked by the rules, written to the log, and followed by state and custody, in one commit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from .. import clock
from ..domain import custody
from ..domain.city import City
from ..domain.custody import CustodyChange
from ..domain.event import EventDraft, Kind
from ..domain.permission import Actor, check
from ..domain.reason import NEEDS_WORDS, has_words
from ..domain.staff_act import StaffAct
from ..domain.status import Refused
from ..domain.transitions import TicketState, apply
from ..domain.visible_text import visible_text
from ..extensions import db
from ..models import Agency, Custody, Draft, Event, Ticket
from ..queries.tickets.state import state_of
from .audit import COMMAND, By, note
from .bulk import insert_rows
from .log import Log, change
from .ticket_rows import event_row, state_row

#: What an officer's draft becomes. A note or a transfer leaves the half-written answer where it is.
ANSWERED = frozenset({Kind.RESPONDED, Kind.STARTED, Kind.COMPLETED, Kind.RESOLVED})


@dataclass(frozen=True, slots=True)
class Act:
    """Who changes a ticket, by which city's rules, and what they had before them.

    ``actor`` None: the system. ``seen``: the ticket's last seq as the officer saw it; None: whatever it is.
    ``address``: where the officer is, for the audit.
    """

    city: City
    actor: Actor | None = None
    seen: int | None = None
    address: str = COMMAND

    def draft(self, kind: Kind, at: datetime, text: str = "", **more: Any) -> EventDraft:
        """An event by this officer, in the name of the agency."""
        agency, officer = (self.actor.agency, self.actor.officer) if self.actor else (None, None)
        return EventDraft(kind=kind, at=at, agency=agency, officer=officer, text=visible_text(text), **more)


class Conflict(Exception):
    """Someone else changed the ticket after the officer looked at it; nothing was written.

    ``seen`` is the seq that the officer had before them, ``last`` the ticket's last one now.
    """

    def __init__(self, seen: int, last: int) -> None:
        super().__init__(f"seen {seen}, now {last}")
        self.seen = seen
        self.last = last


#: The events that a ticket in this state gets at this time.
Decide = Callable[[TicketState, datetime], Sequence[EventDraft]]
#: Further changes in the same transaction; the number is the seq of the last event.
Alongside = Callable[[Session, Ticket, int], None]


def apply_events(ticket_id: int, decide: Decide, act: Act, alongside: Alongside | None = None) -> int:
    """Write the events that ``decide`` names to a ticket; the seq of the last one.

    Raises Conflict, Refused, or LookupError for an unknown ticket; nothing is written then.
    """
    session = db.session()
    with change(session) as log:
        ticket = session.get(Ticket, ticket_id, with_for_update=True, populate_existing=True)
        if ticket is None:
            raise LookupError(f"no ticket {ticket_id}")
        if act.seen is not None and ticket.last_seq != act.seen:
            raise Conflict(act.seen, ticket.last_seq)
        now = max(clock.now(), ticket.submitted_at)
        drafts = decide(state_of(ticket), now)
        if not drafts:
            raise Refused("nothing_to_do")
        last_seq = _write(session, log, ticket, drafts, act)
        if alongside is not None:
            alongside(session, ticket, last_seq)
        return last_seq


def _write(session: Session, log: Log, ticket: Ticket, drafts: Sequence[EventDraft], act: Act) -> int:
    state = state_of(ticket)
    validator = _validator(session, act.city)
    seqs = log.take(len(drafts))
    rows = []
    for seq, draft in zip(seqs, drafts, strict=True):
        if act.actor is not None:
            check(act.actor, draft.kind, state)
        before, state = state.custodian, apply(state, draft, validator=validator)
        if act.actor is not None and draft.kind in NEEDS_WORDS and not has_words(draft.text):
            raise Refused("words_needed", kind=draft.kind.value)
        recorded = int(draft.at.timestamp())
        rows.append(event_row(seq, ticket.id, draft, state.status, recorded, act.city.contacts))
        _write_custody(session, ticket.id, custody.change(before, state.custodian, draft.at))
        if act.actor is not None:
            by = By(act.actor.officer, act.address)
            note(session, StaffAct.TICKET_CHANGED, by, ticket=(ticket.id, draft.kind))
    insert_rows(session, Event, rows)
    values = state_row(state) | {"last_seq": seqs[-1]}
    session.execute(update(Ticket).where(Ticket.id == ticket.id).values(values))
    if act.actor is not None and any(draft.kind in ANSWERED for draft in drafts):
        its_draft = (Draft.ticket_id == ticket.id) & (Draft.officer_id == act.actor.officer)
        session.execute(delete(Draft).where(its_draft))
    return seqs[-1]


def _validator(session: Session, city: City) -> int | None:
    if city.validator is None:
        return None
    return session.execute(select(Agency.id).where(Agency.slug == city.validator)).scalar()


def _write_custody(session: Session, ticket_id: int, found: CustodyChange) -> None:
    if found.ended_at is not None:
        running = (Custody.ticket_id == ticket_id) & Custody.to_at.is_(None)
        session.execute(update(Custody).where(running).values(to_at=found.ended_at))
    if found.begun is not None:
        session.add(Custody(ticket_id=ticket_id, agency_id=found.begun.agency, from_at=found.begun.start))
        session.flush()

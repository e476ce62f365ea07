"""A source sends a known ticket with other contents: the ticket is brought to what the record says, by new events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy import update as sql_update

from ...domain.event import EventDraft
from ...domain.replay import replay
from ...domain.retelling import Telling, retell
from ...domain.source_log import LogEntry, in_order, taken_back
from ...domain.status import Refused
from ...models import Custody, Original, Ticket
from ..bulk import insert_rows
from ..ticket_rows import custody_rows, event_row, state_row
from .batch import Batch, Incoming
from .facts import REDUCED, FactChanges, fact_changes
from .former import keep_former
from .late import read_log, reorder
from .merges import follow_merge
from .tellings import with_this


@dataclass(frozen=True, slots=True)
class Changes:
    """What a record changes: events that it adds, and facts of the ticket."""

    drafts: list[EventDraft]
    facts: FactChanges

    def __bool__(self) -> bool:
        return bool(self.drafts or self.facts)


def update(batch: Batch, incoming: Incoming, ticket_id: int, known: int | None) -> bool:
    """Bring a ticket up to a record. True when anything was written to the log.

    ``known``: the moment of the newest record that was taken in before. Raises Refused when the record contradicts what
    cannot change (its submission, its code, what officers did) or the rules of a ticket.
    """
    batch.flush()
    ticket = batch.session.get_one(Ticket, ticket_id, populate_existing=True)
    _refuse(incoming, ticket)
    log = read_log(batch, ticket_id)
    kept = with_this(batch, incoming, ticket, log.events, known)
    stands = [LogEntry(event.seq, event.draft) for event in log.events]
    facts = fact_changes(batch, incoming, ticket, [entry.draft for entry in stands])
    if kept is not None and log.reordered:
        written = reorder(batch, ticket, log.events, kept.tellings, facts.columns)
        _write_original(batch, ticket, facts)
    else:
        moment = incoming.record.updated_at
        now = batch.now if moment is None else min(moment.replace(microsecond=0), batch.now)
        telling = Telling(batch.drafts(incoming), moment, now, batch.city.contacts, incoming.record.end_corrects)
        drafts = retell(stands, telling, batch.validator)
        found = Changes([*drafts, *facts.drafts(max(now, stands[-1].draft.at))], facts)
        written = bool(found)
        if found:
            _write(batch, ticket, stands, found)
    if kept is not None:
        kept.write(batch.session)
    batch.session.execute(sql_update(Ticket).where(Ticket.id == ticket_id).values(digest=incoming.digest))
    return written


def hear_late(batch: Batch, incoming: Incoming, ticket_id: int, known: int | None) -> bool:
    """Put an older record of a ticket in its place. True when anything was written to the log.

    Nothing is where more than the words of its source is in the ticket, or what its source told before is not known.
    """
    batch.flush()
    ticket = batch.session.get_one(Ticket, ticket_id, populate_existing=True)
    try:
        _refuse(incoming, ticket)
        log = read_log(batch, ticket_id).events
        kept = with_this(batch, incoming, ticket, log, known)
        if kept is None:
            return False
        written = reorder(batch, ticket, log, kept.tellings, {})
    except Refused:
        return False
    kept.write(batch.session)
    return written


def _refuse(incoming: Incoming, ticket: Ticket) -> None:
    """What a source cannot change of a ticket, because its clock and its address hang on it."""
    record = incoming.record
    if ticket.submitted_at != record.submitted_at.replace(microsecond=0):
        raise Refused("submitted_changed", before=f"{ticket.submitted_at:%Y-%m-%d %H:%M:%S}Z")
    if record.code is not None and record.code.strip().upper() != ticket.code:
        raise Refused("code_changed", code=ticket.code)


def _write(batch: Batch, ticket: Ticket, log: Sequence[LogEntry], found: Changes) -> None:
    """Replay all events with the new ones among them, and write what came of it."""
    entries = in_order(log, found.drafts)
    replayed = replay([entry.draft for entry in entries], batch.validator, taken_back(entries))
    seqs = iter(taken := batch.log.take(len(found.drafts)))
    last_seq = ticket.last_seq
    keep_former(batch, ticket, found.facts.columns, taken[0])
    for entry, status in zip(entries, replayed.statuses, strict=True):
        if entry.seq is None:
            last_seq = next(seqs)
            row = event_row(last_seq, ticket.id, entry.draft, status, batch.recorded, batch.city.contacts)
            batch.rows.events.append(row)
    values = state_row(replayed.state) | found.facts.columns | {"last_seq": last_seq}
    batch.session.execute(sql_update(Ticket).where(Ticket.id == ticket.id).values(values))
    batch.session.execute(delete(Custody).where(Custody.ticket_id == ticket.id))
    insert_rows(batch.session, Custody, custody_rows(ticket.id, replayed.custody))
    _write_original(batch, ticket, found.facts)
    follow_merge(batch, ticket.id, replayed.state.duplicate_of)
    batch.flush()


def _write_original(batch: Batch, ticket: Ticket, facts: FactChanges) -> None:
    """Keep what the privacy rules withhold of the report as it is told now."""
    if facts.raw or facts.columns.keys() & {"visibility", *REDUCED}:
        batch.session.execute(delete(Original).where(Original.ticket_id == ticket.id))
        insert_rows(batch.session, Original, [facts.original] if facts.original else [])

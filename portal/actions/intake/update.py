"""A source sends a known ticket with other contents: new steps are added, changed facts are written as corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy import update as sql_update

from ...domain.event import EventDraft, Kind, TicketFact
from ...domain.replay import replay
from ...domain.status import Refused
from ...domain.visibility import Visibility, after_update
from ...models import Custody, Original, Ticket
from ...queries.tickets.state import drafts_of
from ..bulk import insert_rows
from ..ticket_rows import Public, custody_rows, event_row, state_row
from .batch import Batch, Incoming

#: Columns of a ticket that its source may correct, and the fact that each belongs to.
FACTS = {
    "category_id": TicketFact.CATEGORY,
    "area_id": TicketFact.AREA,
    "channel_id": TicketFact.CHANNEL,
    "title": TicketFact.TITLE,
    "text": TicketFact.TEXT,
    "place": TicketFact.PLACE,
    "lat": TicketFact.POINT,
    "lon": TicketFact.POINT,
    "due_at": TicketFact.DUE,
}
WORDS = ("title", "text", "place")
REDUCED = (*WORDS, "lat", "lon")  # what a visibility reduces


@dataclass(frozen=True, slots=True)
class Changes:
    """What a record changes. ``columns``: of the ticket, with their new values; ``public``: the report as told now."""

    drafts: list[EventDraft]
    columns: dict[str, Any]
    public: Public

    def __bool__(self) -> bool:
        return bool(self.drafts or self.columns)


def update(batch: Batch, incoming: Incoming, ticket_id: int) -> bool:
    """Bring a ticket up to a record. True when anything was written to the log.

    Raises Refused when the steps of the record cannot follow, in order of time, from those in the log.
    """
    batch.flush()
    ticket = batch.session.get_one(Ticket, ticket_id, populate_existing=True)
    if ticket.submitted_at != incoming.record.submitted_at.replace(microsecond=0):
        raise Refused("submitted_changed", before=f"{ticket.submitted_at:%Y-%m-%d %H:%M:%S}Z")
    past = drafts_of(batch.session, ticket_id)
    found = _changes(batch, incoming, ticket, past)
    if found:
        _write(batch, ticket, past, found)
    batch.session.execute(sql_update(Ticket).where(Ticket.id == ticket_id).values(digest=incoming.digest))
    return bool(found)


def _changes(batch: Batch, incoming: Incoming, ticket: Ticket, past: Sequence[EventDraft]) -> Changes:
    """The steps that the log does not have, and the facts that are not what they were."""
    record = incoming.record
    fresh = _fresh(past, [batch.draft(step, record.source) for step in record.steps])
    facts, public = _facts(batch, incoming, ticket, past)
    columns = {name: value for name, value in facts.items() if _differs(getattr(ticket, name), value)}
    return Changes(fresh + _corrections(columns, max(batch.now, past[-1].at)), columns, public)


def _fresh(past: Sequence[EventDraft], steps: Sequence[EventDraft]) -> list[EventDraft]:
    """The steps that the log does not have: a step is known when an event has its kind and its second."""
    known = Counter((draft.kind, int(draft.at.timestamp())) for draft in past)
    fresh = []
    for step in steps:
        key = (step.kind, int(step.at.timestamp()))
        if known[key]:
            known[key] -= 1
        else:
            fresh.append(step)
    return fresh


def _facts(
    batch: Batch, incoming: Incoming, ticket: Ticket, past: Sequence[EventDraft]
) -> tuple[dict[str, Any], Public]:
    """The facts of the record, reduced to what this ticket's visibility lets the public see.

    What was redacted stays so: no export brings the words back. An officer's choice of visibility stands.
    """
    public, channel = batch.public(incoming, ticket.id), incoming.record.channel
    facts: dict[str, Any] = {
        "category_id": incoming.category,
        "area_id": incoming.area,
        "channel_id": batch.catalogue.channel(channel) if channel else None,
        "due_at": batch.deadlines(incoming)[1],
    }
    decided = any(draft.kind is Kind.VISIBILITY_CHANGED and draft.officer is not None for draft in past)
    visibility = after_update(Visibility(ticket.visibility), public.visibility, decided=decided)
    reduced: tuple[str, ...] = REDUCED
    if any(draft.kind is Kind.REDACTED and draft.corrects is None for draft in past):
        public, reduced = replace(public, original=None), ("lat", "lon")
    if visibility is public.visibility is not Visibility.HIDDEN:
        facts |= {"visibility": visibility.value, **{name: getattr(public, name) for name in reduced}}
    return facts, public


def _differs(stored: object, reported: object) -> bool:
    if isinstance(reported, int) and isinstance(stored, datetime):
        return int(stored.timestamp()) != reported
    return stored != reported


def _corrections(columns: dict[str, Any], now: datetime) -> list[EventDraft]:
    """The events that say what the source has changed: the visibility, and other facts by their names."""
    drafts = []
    if "visibility" in columns:
        after = Visibility(columns["visibility"])
        drafts.append(EventDraft(kind=Kind.VISIBILITY_CHANGED, at=now, visibility_after=after))
    named = [name for name in FACTS if name in columns and not (drafts and name in REDUCED)]
    if named:
        changed = tuple(dict.fromkeys(FACTS[name] for name in named))
        drafts.append(EventDraft(kind=Kind.CORRECTED, at=now, changed=changed))
    return drafts


def _write(batch: Batch, ticket: Ticket, past: Sequence[EventDraft], found: Changes) -> None:
    """Replay all events with the new ones among them, and write what came of it."""
    order = sorted([*((d.at, 0, i) for i, d in enumerate(past)), *((d.at, 1, i) for i, d in enumerate(found.drafts))])
    merged = [(found.drafts if new else past)[i] for _, new, i in order]
    replayed = replay(merged, batch.validator)
    seqs = iter(batch.log.take(len(found.drafts)))
    last_seq = ticket.last_seq
    for (_, new, _), draft, status in zip(order, merged, replayed.statuses, strict=True):
        if new:
            last_seq = next(seqs)
            row = event_row(last_seq, ticket.id, draft, status, batch.recorded, batch.city.contacts)
            batch.rows.events.append(row)
    values = state_row(replayed.state) | found.columns | {"last_seq": last_seq}
    batch.session.execute(sql_update(Ticket).where(Ticket.id == ticket.id).values(values))
    batch.session.execute(delete(Custody).where(Custody.ticket_id == ticket.id))
    insert_rows(batch.session, Custody, custody_rows(ticket.id, replayed.custody))
    if found.columns.keys() & {"visibility", *REDUCED}:
        original = found.public.original
        batch.session.execute(delete(Original).where(Original.ticket_id == ticket.id))
        insert_rows(batch.session, Original, [original] if original else [])
    batch.flush()

"""What a source has told of a ticket each time, kept from the second time on, if each said when it changed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from ...domain.event import EventDraft, Kind, TicketFact
from ...domain.retelling import Telling
from ...domain.source_history import HistoryEvent, Told
from ...domain.visibility import Visibility
from ...models import Event, Original, SourceTelling, Ticket
from ..bulk import insert_rows
from ..ticket_rows import Row, seconds
from .batch import Batch, Incoming
from .facts import FACTS, REDUCED, reported

#: What makes a log more than the words of its source: then a late telling is not put in its place.
_NO_WORD_OF_A_SOURCE = frozenset({Kind.REDACTED, Kind.VISIBILITY_CHANGED})
_NO_QUESTION_OF_ORDER = frozenset({TicketFact.PHOTOS, TicketFact.MASKED, TicketFact.OUTCOME, TicketFact.PRIVATE})


@dataclass(frozen=True, slots=True)
class Kept:
    """All tellings of a ticket in their order, and the rows of those that are not stored yet."""

    tellings: list[Told]
    rows: list[Row]

    def write(self, session: Session) -> None:
        insert_rows(session, SourceTelling, self.rows)


def forget_tellings(session: Session, ticket_id: int) -> None:
    """Words of a ticket were taken back or masked: what its source told is kept no longer."""
    session.execute(delete(SourceTelling).where(SourceTelling.ticket_id == ticket_id))


def is_plain(ticket: Ticket, log: Iterable[EventDraft]) -> bool:
    """Whether all that a ticket is was told by its source, and is public."""
    return ticket.visibility == Visibility.FULL and not any(
        draft.officer is not None
        or draft.untold
        or draft.kind in _NO_WORD_OF_A_SOURCE
        or _NO_QUESTION_OF_ORDER & set(draft.changed)
        for draft in log
    )


def with_this(
    batch: Batch, incoming: Incoming, ticket: Ticket, log: Sequence[HistoryEvent], known: int | None
) -> Kept | None:
    """All tellings of a ticket with this one. None: some of them, or their order, is not known.

    ``log`` and ``known`` (the moment of the newest telling) are as they were before this one. Raises Refused.
    """
    record = incoming.record
    public = batch.public(incoming, ticket.id)
    open_ = public.visibility is Visibility.FULL and record.tells_outcome and not record.private
    if known is None or record.updated_at is None or not open_ or not is_plain(ticket, (e.draft for e in log)):
        return None
    kept = select(SourceTelling).where(SourceTelling.ticket_id == ticket.id).order_by(SourceTelling.id)
    rows = [(seconds(row.at) or 0, row.digest, row.body) for row in batch.session.scalars(kept)]
    new: list[tuple[int, bytes, dict[str, Any]]] = []
    if not rows:
        first = [event.draft for event in log]
        if any(draft.changed for draft in first) or not _told_once(batch, ticket.id):
            return None
        new.append((known, ticket.digest or b"", _body(first, _marks(batch, _facts_of(batch, ticket)))))
    at = int(record.updated_at.timestamp())
    if (at, incoming.digest) not in {(row[0], row[1]) for row in (*rows, *new)}:
        marks = _marks(batch, reported(batch, incoming, public))
        new.append((at, incoming.digest, _body(batch.drafts(incoming), marks)))
    in_time = sorted([*rows, *new], key=lambda row: row[0])
    told = [_told(batch, at, body, end_corrects=record.end_corrects) for at, _, body in in_time]
    return Kept(told, [{"ticket_id": ticket.id, "at": at, "digest": digest, "body": body} for at, digest, body in new])


def _told_once(batch: Batch, ticket_id: int) -> bool:
    """Whether all events of a ticket came in together."""
    moments = select(func.count(Event.recorded_at.distinct())).where(Event.ticket_id == ticket_id)
    return batch.session.execute(moments).scalar() == 1


def _facts_of(batch: Batch, ticket: Ticket) -> dict[str, Any]:
    kept = batch.session.get(Original, ticket.id, populate_existing=True)
    return {name: getattr(kept if kept is not None and name in REDUCED else ticket, name) for name in FACTS}


def _marks(batch: Batch, values: Mapping[str, Any]) -> dict[str, list[str]]:
    """Marks of facts, which nobody can read without the key, in the order in which corrections name them."""
    found: dict[str, list[str]] = {}
    for name, fact in FACTS.items():
        value = values[name]
        found.setdefault(fact.value, []).append(batch.mark(seconds(value) if isinstance(value, datetime) else value))
    return found


def _body(drafts: Sequence[EventDraft], facts: dict[str, list[str]]) -> dict[str, Any]:
    events = [
        [d.kind.value, seconds(d.at), d.agency, d.to_agency, d.text, seconds(d.promised_at), d.other_ticket, d.public]
        for d in drafts
    ]
    return {"events": events, "facts": facts}


def _told(batch: Batch, at: int, body: Mapping[str, Any], *, end_corrects: bool) -> Told:
    drafts = [_draft(batch, *values) for values in body["events"]]
    updated = _moment(at)
    telling = Telling(drafts, updated, min(updated, batch.now), batch.city.contacts, end_corrects)
    return Told(telling, {TicketFact(name): marks for name, marks in body["facts"].items()})


def _draft(batch: Batch, kind: str, at: int, *rest: Any) -> EventDraft:
    agency, to_agency, text, promised, other, public = rest
    draft = EventDraft(kind=Kind(kind), at=_moment(at), agency=agency, to_agency=to_agency, text=text, public=public)
    promised_at = None if promised is None else _moment(promised)
    return replace(draft, promised_at=promised_at, other_ticket=None if other is None else batch.stays(other))


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC)

"""A record that its source sends for the first time becomes a ticket, with its events and its custody."""

from __future__ import annotations

from dataclasses import replace

from ...domain.attachment import digest
from ...domain.replay import replay
from ..ticket_rows import attachment_rows, custody_rows, event_row, seconds, state_row
from .batch import Batch, Incoming
from .outcome import Outcome, Result


def create(batch: Batch, incoming: Incoming) -> Outcome:
    """Add the rows of a new ticket to the batch. Raises Refused, and adds none, when the rules forbid a step."""
    record, catalogue = incoming.record, batch.catalogue
    photos = [record.photos, *(step.photos for step in record.steps)]
    drafts = [
        replace(draft, attached=tuple(digest(photo.key, photo.sha256) for photo in shown)) if shown else draft
        for draft, shown in zip(batch.drafts(incoming), photos, strict=True)
    ]
    found = replay(drafts, batch.validator)
    code = batch.codes.give(record)
    id = batch.new_ticket(incoming)
    batch.note_merge(id, found.state.duplicate_of)
    seqs = batch.log.take(len(drafts))
    for seq, draft, status, shown in zip(seqs, drafts, found.statuses, photos, strict=True):
        batch.rows.events.append(event_row(seq, id, draft, status, batch.recorded, batch.city.contacts))
        batch.rows.attachments += attachment_rows(seq, id, draft.at, shown)
    batch.rows.custody += custody_rows(id, found.custody)
    batch.rows.tickets.append(
        {
            "id": id,
            "code": code,
            "source": record.source,
            "source_id": record.source_id,
            "digest": incoming.digest,
            "channel_id": catalogue.channel(record.channel) if record.channel else None,
            "category_id": incoming.category,
            "area_id": incoming.area,
            "reporter": batch.reporter(record),
            "submitted_at": seconds(record.submitted_at),
            "last_seq": seqs[-1],
            **_public_columns(batch, incoming, id),
            **state_row(found.state),
        }
    )
    return Outcome(Result.CREATED, id, code)


def _public_columns(batch: Batch, incoming: Incoming, ticket_id: int) -> dict[str, object]:
    """The columns that the privacy rules and the city's targets decide; what was taken away goes to ``original``."""
    public = batch.public(incoming, ticket_id)
    if public.original:
        batch.rows.originals.append(public.original)
    response_due, due = batch.deadlines(incoming)
    return {
        "visibility": public.visibility.value,
        "title": public.title,
        "text": public.text,
        "place": public.place,
        "lat": public.lat,
        "lon": public.lon,
        "response_due_at": response_due,
        "due_at": due,
    }

"""A source tells a known complaint again with other contents: new steps are added, changed facts are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete
from sqlalchemy import update as sql_update

from ...domain.event import EventDraft, Kind, TicketFact
from ...domain.record import Record
from ...domain.replay import replay
from ...domain.status import Refused
from ...domain.visibility import Visibility, after_update
from ...models import Custody, Original, Ticket
from ...queries.tickets.state import drafts_of
from ..bulk import insert_rows
from ..ticket_rows import Public, custody_rows, event_row, state_row

if TYPE_CHECKING:
    from .record import Intake

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


def update(intake: Intake, record: Record, area: int | None, ticket_id: int, digest: bytes) -> bool:
    """Bring ticket ``ticket_id`` up to ``record``. True when anything was written to the log.

    Raises Refused when the steps told now cannot follow, in order of time, from those in the log.
    """
    ticket = intake.session.get_one(Ticket, ticket_id, populate_existing=True)
    if ticket.submitted_at != record.submitted_at.replace(microsecond=0):
        raise Refused("submitted_changed", before=f"{ticket.submitted_at:%Y-%m-%d %H:%M:%S}Z")
    past = drafts_of(intake.session, ticket_id)
    fresh = _fresh(past, [intake.happening(step, record.source) for step in record.steps])
    facts, public = _facts(intake, record, area, ticket, past)
    changes = {name: value for name, value in facts.items() if _differs(getattr(ticket, name), value)}
    if fresh or changes:
        _write(intake, ticket, past, fresh, changes, public)
    intake.session.execute(sql_update(Ticket).where(Ticket.id == ticket_id).values(digest=digest))
    return bool(fresh or changes)


def _fresh(past: Sequence[EventDraft], told: Sequence[EventDraft]) -> list[EventDraft]:
    """What is told that the log does not have: a happening is the same when its kind and second are."""
    known = Counter((h.kind, int(h.at.timestamp())) for h in past)
    fresh = []
    for happening in told:
        key = (happening.kind, int(happening.at.timestamp()))
        if known[key]:
            known[key] -= 1
        else:
            fresh.append(happening)
    return fresh


def _facts(
    intake: Intake, record: Record, area: int | None, ticket: Ticket, past: Sequence[EventDraft]
) -> tuple[dict[str, Any], Public]:
    """The facts as the record tells them, reduced to what this ticket's visibility lets the public see.

    What was redacted stays so: no export brings the words back. An officer's choice of visibility stands.
    """
    category = intake.catalogue.category(record.category) if record.category else None
    public = intake.public(record, area, category, ticket.id)
    facts: dict[str, Any] = {
        "category_id": category,
        "area_id": area,
        "channel_id": intake.catalogue.channel(record.channel) if record.channel else None,
        "due_at": intake.deadlines(record, category)[1],
    }
    decided = any(h.kind is Kind.VISIBILITY_CHANGED and h.officer is not None for h in past)
    visibility = after_update(Visibility(ticket.visibility), public.visibility, decided=decided)
    reduced: tuple[str, ...] = REDUCED
    if any(h.kind is Kind.REDACTED and h.corrects is None for h in past):
        public, reduced = replace(public, original=None), ("lat", "lon")
    if visibility is public.visibility is not Visibility.HIDDEN:
        facts |= {"visibility": visibility.value, **{name: getattr(public, name) for name in reduced}}
    return facts, public


def _differs(stored: object, told: object) -> bool:
    if isinstance(told, int) and hasattr(stored, "timestamp"):
        return int(stored.timestamp()) != told
    return stored != told


def _write(
    intake: Intake,
    ticket: Ticket,
    past: list[EventDraft],
    fresh: list[EventDraft],
    changes: dict[str, Any],
    public: Public,
) -> None:
    fresh += _corrections(changes, max(intake.now, past[-1].at))
    order = sorted([*((h.at, 0, i) for i, h in enumerate(past)), *((h.at, 1, i) for i, h in enumerate(fresh))])
    merged = [(past if which == 0 else fresh)[i] for _, which, i in order]
    course = replay(merged, intake.validator)
    seqs = iter(intake.log.take(len(fresh)))
    last_seq = ticket.last_seq
    rows = []
    for (_, which, _), happening, status in zip(order, merged, course.statuses, strict=True):
        if which == 1:
            last_seq = next(seqs)
            rows.append(event_row(last_seq, ticket.id, happening, status, intake.recorded))
    intake.rows.events += rows
    values = state_row(course.state) | changes | {"last_seq": last_seq}
    intake.session.execute(sql_update(Ticket).where(Ticket.id == ticket.id).values(values))
    intake.session.execute(delete(Custody).where(Custody.ticket_id == ticket.id))
    insert_rows(intake.session, Custody, custody_rows(ticket.id, course.custody))
    if changes.keys() & {"visibility", *REDUCED}:
        intake.session.execute(delete(Original).where(Original.ticket_id == ticket.id))
        insert_rows(intake.session, Original, [public.original] if public.original else [])
    intake.rows.write(intake.session)
    intake.rows = type(intake.rows)()


def _corrections(changes: dict[str, Any], now: datetime) -> list[EventDraft]:
    """The events that say what the source has changed: the visibility, and other facts by their names."""
    drafts = []
    if "visibility" in changes:
        after = Visibility(changes["visibility"])
        drafts.append(EventDraft(kind=Kind.VISIBILITY_CHANGED, at=now, visibility_after=after))
    columns = [name for name in FACTS if name in changes and not (drafts and name in REDUCED)]
    if columns:
        changed = tuple(dict.fromkeys(FACTS[name] for name in columns))
        drafts.append(EventDraft(kind=Kind.CORRECTED, at=now, changed=changed))
    return drafts

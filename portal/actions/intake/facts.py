"""Which facts of a known ticket its source tells otherwise, reduced to what the public may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ...domain.event import EventDraft, Kind, TicketFact
from ...domain.visibility import Visibility, after_update
from ...models import Original, Ticket
from ..ticket_rows import Public, Row
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
    "response_due_at": TicketFact.RESPONSE_DUE,
    "due_at": TicketFact.DUE,
    "reporter": TicketFact.REPORTER,
}
REDUCED = ("title", "text", "place", "lat", "lon")  # what a visibility reduces


@dataclass(frozen=True, slots=True)
class FactChanges:
    """Facts that a record tells otherwise.

    ``columns``: of the ticket, with their new values; ``raw``: those of REDUCED that differ before any is withheld;
    ``original``: the row that keeps what is withheld, None where nothing is; ``private``: the source says otherwise
    whether the report is private, and the ticket stays as it is.
    """

    columns: dict[str, Any]
    raw: frozenset[str] = frozenset()
    original: Row | None = None
    private: bool = False

    def __bool__(self) -> bool:
        return bool(self.columns or self.raw or self.private)

    def drafts(self, at: datetime) -> list[EventDraft]:
        """The events that say so: the visibility, and other facts by their names."""
        drafts = []
        if "visibility" in self.columns:
            after = Visibility(self.columns["visibility"])
            drafts.append(EventDraft(kind=Kind.VISIBILITY_CHANGED, at=at, visibility_after=after))
        names = [name for name in FACTS if name in self.columns or name in self.raw]
        changed = [FACTS[name] for name in names if not (drafts and name in REDUCED)]
        if self.private:
            changed.append(TicketFact.PRIVATE)
        if changed:
            drafts.append(EventDraft(kind=Kind.CORRECTED, at=at, changed=tuple(dict.fromkeys(changed))))
        return drafts


def fact_changes(batch: Batch, incoming: Incoming, ticket: Ticket, past: Sequence[EventDraft]) -> FactChanges:
    """The facts of the record that are not the ticket's, reduced to what its visibility lets the public see.

    What was redacted stays so: no export brings the words back. An officer's choice of visibility stands.
    """
    public, said = batch.public(incoming, ticket.id), _plain(batch, incoming)
    decided = any(draft.kind is Kind.VISIBILITY_CHANGED and draft.officer is not None for draft in past)
    visibility = after_update(Visibility(ticket.visibility), public.visibility, decided=decided)
    redacted = any(draft.kind is Kind.REDACTED and draft.corrects is None for draft in past)
    raw = frozenset() if redacted else _raw(batch, ticket, public)
    if redacted:
        public = replace(public, original=None)
    original = public.original
    if visibility is public.visibility is not Visibility.HIDDEN:
        reduced = ("lat", "lon") if redacted else REDUCED
        said |= {"visibility": visibility.value, **{name: getattr(public, name) for name in reduced}}
    elif not redacted:
        original = {"ticket_id": ticket.id, **_told(public)}
    columns = {name: value for name, value in said.items() if _differs(getattr(ticket, name), value)}
    private = visibility.value == ticket.visibility and _says_otherwise(past, visibility, public.visibility)
    return FactChanges(columns, raw, original, private)


def reported(batch: Batch, incoming: Incoming, public: Public) -> dict[str, Any]:
    """All facts of a record, nothing withheld, by the names of FACTS."""
    return _plain(batch, incoming) | _told(public)


def _plain(batch: Batch, incoming: Incoming) -> dict[str, Any]:
    """The columns that no visibility reduces."""
    channel = incoming.record.channel
    response_due, due = batch.deadlines(incoming)
    return {
        "category_id": incoming.category,
        "area_id": incoming.area,
        "channel_id": batch.catalogue.channel(channel) if channel else None,
        "response_due_at": response_due,
        "due_at": due,
        "reporter": batch.reporter(incoming.record),
    }


def _told(public: Public) -> dict[str, Any]:
    """A report as it is told, nothing withheld."""
    return {name: public.original[name] if public.original else getattr(public, name) for name in REDUCED}


def _raw(batch: Batch, ticket: Ticket, public: Public) -> frozenset[str]:
    """Which of REDUCED are told otherwise than before, also where the public sees no difference."""
    kept = batch.session.get(Original, ticket.id, populate_existing=True)
    before = ticket if kept is None else kept
    return frozenset(name for name, value in _told(public).items() if getattr(before, name) != value)


def _differs(stored: object, reported: object) -> bool:
    if isinstance(reported, int) and isinstance(stored, datetime):
        return int(stored.timestamp()) != reported
    return stored != reported


def _says_otherwise(past: Sequence[EventDraft], now: Visibility, reported: Visibility) -> bool:
    """Whether the source says otherwise than before whether a ticket that is a stub is private; each time is noted."""
    if now is not Visibility.STUB:
        return False
    says_private = True
    for draft in past:
        if draft.kind is Kind.VISIBILITY_CHANGED:
            says_private = True
        elif TicketFact.PRIVATE in draft.changed:
            says_private = not says_private
    return says_private != (reported is Visibility.STUB)

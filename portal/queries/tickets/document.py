"""A ticket's page as a document for machines: the same facts, nothing more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ...domain.timeline import AgencyRef, TimelineEvent, TimelinePeriod
from ...domain.visibility import Visibility
from .page import Name, TicketPage


def document(ticket: TicketPage, url: str) -> dict[str, object]:
    """Times are UTC in ISO 8601; what is not public or not known is null."""
    head: dict[str, object] = {
        "code": ticket.code,
        "url": url,
        "visibility": ticket.visibility.value,
        "submitted_at": _at(ticket.submitted_at),
        "last_seq": ticket.last_seq,
    }
    if ticket.visibility is Visibility.HIDDEN:
        return {**head, "reason": ticket.reason or None}
    return {**head, **_facts(ticket), "custody": _custody(ticket.spells), "events": _events(ticket.spells)}


def _facts(ticket: TicketPage) -> dict[str, object]:
    return {
        "title": ticket.title or None,
        "text": ticket.text or None,
        "place": ticket.place or None,
        "lat": ticket.lat,
        "lon": ticket.lon,
        "category": _name(ticket.category),
        "channel": _name(ticket.channel),
        "area": _name(ticket.area),
        "status": ticket.status.value,
        "type": ticket.status.type.value,
        "closing": ticket.closing.value if ticket.closing else None,
        "agency": _hand(ticket.agency),
        "holder": _hand(ticket.holder) if ticket.open else None,
        "response_due_at": _at(ticket.response_due_at),
        "due_at": _at(ticket.due_at),
        "promised_at": _at(ticket.promised_at),
        "first_response_at": _at(ticket.first_response_at),
        "resolved_at": _at(ticket.resolved_at),
        "ended_at": _at(ticket.ended_at),
        "duplicate_of": ticket.duplicate_of or None,
        "duplicates": list(ticket.duplicates),
        "handoffs": ticket.handoffs,
        "reopened": ticket.reopened,
        "disputed": ticket.disputed,
        "confirmed": ticket.confirmed,
    }


def _custody(spells: Iterable[TimelinePeriod]) -> list[dict[str, object]]:
    return [
        {"agency": _hand(s.agency), "from": _at(s.start), "to": None if s.running else _at(s.end)}
        for s in spells
        if s.agency
    ]


def _events(spells: Iterable[TimelinePeriod]) -> list[dict[str, object]]:
    return [_event(entry) for spell in spells for entry in spell.entries if isinstance(entry, TimelineEvent)]


def _event(event: TimelineEvent) -> dict[str, object]:
    return {
        "seq": event.seq,
        "kind": event.kind.value,
        "at": _at(event.at),
        "status_after": event.status.value,
        "agency": _hand(event.agency),
        "to_agency": _hand(event.to_agency),
        "text": event.text or None,
        "promised_at": _at(event.promised_at),
        "other": event.other_code or None,
        "corrects": event.corrects,
        "masked": event.masked,
        "redacted_by": event.redacted.seq if event.redacted else None,
    }


def _hand(hand: AgencyRef | None) -> dict[str, str] | None:
    return {"slug": hand.slug, "name": hand.name} if hand else None


def _name(thing: Name | None) -> dict[str, str] | None:
    return {"slug": thing.slug, "name": thing.name} if thing else None


def _at(moment: datetime | None) -> str | None:
    return moment.isoformat().replace("+00:00", "Z") if moment else None

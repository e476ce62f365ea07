"""A ticket's page as a document for machines: the same facts, nothing more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from ...domain.attachment import Photo
from ...domain.timeline import AgencyRef, TimelineEvent, TimelinePeriod
from ...domain.visibility import Visibility
from ...exports.columns import moments
from .page import Name, TicketPage

Written = Callable[[datetime | None], str | None]


def document(ticket: TicketPage, url: str, zone: ZoneInfo) -> dict[str, object]:
    """Times as in every file: ISO 8601 with the offset of ``zone``; what is not public or not known is null."""
    moment = moments(zone)

    def at(when: datetime | None) -> str | None:
        return None if when is None else moment(int(when.timestamp()))

    head: dict[str, object] = {
        "code": ticket.code,
        "url": url,
        "visibility": ticket.visibility.value,
        "submitted_at": at(ticket.submitted_at),
        "last_seq": ticket.last_seq,
    }
    if ticket.visibility is Visibility.HIDDEN:
        return {**head, "reason": ticket.reason or None}
    return {**head, **_facts(ticket, at), "custody": _custody(ticket.spells, at), "events": _events(ticket.spells, at)}


def _facts(ticket: TicketPage, at: Written) -> dict[str, object]:
    return {
        "title": ticket.title or None,
        "text": ticket.text or None,
        "place": ticket.place or None,
        "lat": ticket.lat,
        "lon": ticket.lon,
        "category": _name(ticket.category),
        "channel": _name(ticket.channel),
        "channel_kind": ticket.channel.level if ticket.channel else None,
        "area": _name(ticket.area),
        "status": ticket.status.value,
        "status_en": ticket.status.english,
        "type": ticket.status.type.value,
        "status_type": ticket.status.type.value,  # as the files call it
        "closing": ticket.closing.value if ticket.closing else None,
        "agency": _hand(ticket.agency),
        "holder": _hand(ticket.holder) if ticket.open else None,
        "as_of": at(ticket.until),
        "response_due_at": None if ticket.untold else at(ticket.response_due_at),
        "due_at": None if ticket.untold else at(ticket.due_at),
        "promised_at": at(ticket.promised_at),
        "first_response_at": at(ticket.first_response_at),
        "first_action_at": at(ticket.first_action_at),
        "resolved_at": at(ticket.resolved_at),
        "ended_at": at(ticket.ended_at),
        "duplicate_of": ticket.duplicate_of or None,
        "duplicates": list(ticket.duplicates),
        "handoffs": ticket.handoffs,
        "reopened": ticket.reopened,
        "disputed": ticket.disputed,
        "confirmed": ticket.confirmed,
        "questions": ticket.questions,
        "question_at": at(ticket.question_at),
        "question_until": at(ticket.question_until),
        "stood_still": ticket.stood_still,
        "recheck_at": at(ticket.recheck_at),
    }


def _custody(spells: Iterable[TimelinePeriod], at: Written) -> list[dict[str, object]]:
    return [
        {"agency": _hand(s.agency), "from": at(s.start), "to": None if s.running else at(s.end)}
        for s in spells
        if s.agency
    ]


def _events(spells: Iterable[TimelinePeriod], at: Written) -> list[dict[str, object]]:
    return [_event(entry, at) for spell in spells for entry in spell.entries if isinstance(entry, TimelineEvent)]


def _event(event: TimelineEvent, at: Written) -> dict[str, object]:
    return {
        "seq": event.seq,
        "kind": event.kind.value,
        "at": at(event.at),
        "status_after": event.status.value,
        "status_after_en": event.status.english,
        "agency": _hand(event.agency),
        "to_agency": _hand(event.to_agency),
        "text": event.text or None,
        "photos": [_photo(photo, at) for photo in event.photos],
        "promised_at": at(event.promised_at),
        "other": event.other_code or None,
        "corrects": event.corrects,
        "masked": event.masked,
        "checked": [what.value for what in event.checked],
        "refused_for": event.refused_for.value if event.refused_for else None,
        "unchecked": event.unchecked.value if event.unchecked else None,
        "beside": event.beside or None,
        "redacted_by": event.redacted.seq if event.redacted else None,
    }


def _photo(photo: Photo, at: Written) -> dict[str, object]:
    """``address``: below /media/, before the size: small, medium or large .webp; null where not everybody may see it.
    ``digest``: as the log has it."""
    return {
        "address": f"/media/{photo.key}/" if photo.public else None,
        "purpose": photo.purpose.value,
        "kind": photo.kind.value,
        "alt": photo.alt or None,
        "taken_at": at(photo.taken_at),
        "width": photo.width,
        "height": photo.height,
        "pages": photo.pages,
        "digest": photo.digest,
    }


def _hand(hand: AgencyRef | None) -> dict[str, str] | None:
    return {"slug": hand.slug, "name": hand.name} if hand else None


def _name(thing: Name | None) -> dict[str, str] | None:
    return {"slug": thing.slug, "name": thing.name} if thing else None

"""All that is kept about a report and its reporter, as a document: what the reporter may read by the private link."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.attachment import digest
from ...exports.columns import moments
from ...models import Attachment, Notice, Original, Reporter, Ticket
from ..tickets.document import document
from .mine import OwnReport


def kept_document(session: Session, own: OwnReport, contact: str, url: str, zone: ZoneInfo) -> dict[str, Any]:
    """``report``: as its public document would be if all of it were public, with the reporter's own words;
    ``reporter``: what is kept of the person; ``photos``: what the files of the reporter's own photos told, not those of
    officers, by the digest that they have in ``report``; ``notices``: that something was said against it, without the
    words of whoever said so. Times with the offset of ``zone``; ``contact``: as it was given,
    "" for none.

    What officers note among themselves is about their work and is not in it.
    """
    moment = moments(zone)
    ticket, kept = session.get_one(Ticket, own.ticket_id), session.get_one(Reporter, own.ticket_id)
    exact = session.get(Original, own.ticket_id) or ticket
    seconds = {name: int(getattr(kept, name).timestamp()) for name in ("created_at", "delete_after")}
    return {
        "report": document(own.page, url, zone)
        | {"visibility": own.visibility.value, "lat": exact.lat, "lon": exact.lon, "channel_of": ticket.source},
        "reporter": {
            "contact": contact or None,
            "language": kept.language,
            "openness": own.openness.value,
            "link_made_at": moment(seconds["created_at"]),
            "kept_until": moment(seconds["delete_after"]),
            "counted_by": ticket.reporter.hex() if ticket.reporter else None,
        },
        "photos": _photos(session, own.ticket_id, zone),
        "notices": _notices(session, own.ticket_id, zone),
    }


def _photos(session: Session, ticket: int, zone: ZoneInfo) -> list[dict[str, Any]]:
    moment = moments(zone)
    theirs = (Attachment.ticket_id == ticket) & Attachment.officer_id.is_(None)
    rows = session.scalars(select(Attachment).where(theirs).order_by(Attachment.id))
    return [
        {
            "event": row.event_seq,
            "digest": digest(row.key, row.sha256),
            "taken_at": moment(int(row.taken_at.timestamp())) if row.taken_at else None,
            "lat": row.lat,
            "lon": row.lon,
            "device": row.device,
            "sha256": row.sha256.hex(),
        }
        for row in rows
    ]


def _notices(session: Session, ticket: int, zone: ZoneInfo) -> list[dict[str, Any]]:
    moment = moments(zone)
    rows = session.scalars(select(Notice).where(Notice.ticket_id == ticket).order_by(Notice.id))
    return [
        {"about": row.subject, "reason": row.reason_kind, "at": moment(int(row.noticed_at.timestamp()))} for row in rows
    ]

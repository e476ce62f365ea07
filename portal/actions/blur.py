"""Parts of a public photo are made unreadable by an event of its own, and shown again by another."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from .. import clock
from ..domain.attachment import Size, digest
from ..domain.blur import HiddenPart
from ..domain.event import EventDraft, Kind, TicketFact
from ..domain.notice import NoticeOutcome
from ..domain.staff_act import StaffAct
from ..domain.status import Refused
from ..domain.transitions import TicketState
from ..domain.withdrawal import WithdrawalReason
from ..extensions import db
from ..media.blur import blurred
from ..media.store import MediaStore
from ..models import Attachment, Ticket
from .apply_events import Act, apply_events
from .attach import KEY_BYTES
from .audit import note
from .notices import check_without_interest, close_for

LARGE = f"{Size.LARGE.value}.webp"


@dataclass(frozen=True, slots=True)
class Blur:
    """What is made unreadable and why: ``parts`` of the photo with this key; the kind of reason is public."""

    key: str
    parts: Sequence[HiddenPart]
    reason_kind: WithdrawalReason


def blur(wish: Blur, act: Act, store: MediaStore) -> int:
    """Put a photo with unreadable parts in the place of one; the seq of the event.

    The old one has no public address from then on and is kept for officers until the city's retention ends. Notices
    about it are closed. Raises Refused, Forbidden, LookupError, or OSError when the files cannot be read or kept.
    """
    row = shown_photo(wish.key, act)
    if not wish.parts:
        raise Refused("parts_needed")
    made = blurred(store.get(row.key, LARGE), wish.parts)
    key, ticket_id, seq = secrets.token_urlsafe(KEY_BYTES), row.ticket_id, row.event_seq
    of_bytes = hashlib.sha256(made[Size.LARGE]).digest()
    store.put(key, {f"{size.value}.webp": content for size, content in made.items()})

    def decide(_state: TicketState, now: datetime) -> Sequence[EventDraft]:
        return [_draft(act, now, seq, TicketFact.BLURRED, attached=(digest(key, of_bytes),), why=wish.reason_kind)]

    def replace_photo(session: Session, ticket: Ticket, by: int) -> None:
        old = _standing(session, wish.key, act)
        old.removed_at = clock.now()
        session.add(_successor(old, key, of_bytes, len(made[Size.LARGE]), by))
        session.flush()
        close_for(session, ticket.id, NoticeOutcome.BLURRED, by, photo=old.id)
        _note(session, act, ticket.id)

    try:
        return apply_events(ticket_id, decide, Act(act.city), alongside=replace_photo)
    except BaseException:
        store.remove(key)
        raise


def unblur(key: str, act: Act) -> int:
    """Show a photo again as it was handed in, while it is kept; the seq of the event."""
    row = shown_photo(key, act)
    if row.blurred_from is None:
        raise Refused("not_blurred")
    whole, ticket_id, seq = row.blurred_from, row.ticket_id, row.event_seq

    def decide(_state: TicketState, now: datetime) -> Sequence[EventDraft]:
        return [_draft(act, now, seq, TicketFact.UNBLURRED)]

    def show_again(session: Session, ticket: Ticket, _by: int) -> None:
        now = _standing(session, key, act)
        before = session.get_one(Attachment, whole, populate_existing=True)
        if not before.files_kept:
            raise Refused("original_gone")
        now.removed_at, before.removed_at = clock.now(), None
        session.flush()
        _note(session, act, ticket.id)

    return apply_events(ticket_id, decide, Act(act.city), alongside=show_again)


def shown_photo(key: str, act: Act) -> Attachment:
    """The photo that an event shows now, for who has no interest in it. Raises LookupError, Refused, or Forbidden."""
    return _standing(db.session(), key, act)


def _standing(session: Session, key: str, act: Act) -> Attachment:
    asked = select(Attachment).where(Attachment.key == key, Attachment.event_seq.is_not(None))
    row = session.scalars(asked.execution_options(populate_existing=True)).first()
    if row is None:
        raise LookupError(key)
    check_without_interest(session, row, act)
    if row.removed_at is not None or not row.files_kept:
        raise Refused("photo_gone")
    return row


def _draft(
    act: Act,
    now: datetime,
    seq: int | None,
    fact: TicketFact,
    attached: tuple[str, ...] = (),
    why: WithdrawalReason | None = None,
) -> EventDraft:
    """In the officer's name; the permission was checked, and the event has no words that others could be held to."""
    return act.draft(Kind.CORRECTED, now, corrects=seq, changed=(fact,), attached=attached, reason_kind=why)


def _successor(old: Attachment, key: str, of_bytes: bytes, size: int, by: int) -> Attachment:
    """What takes the place of a photo. What the old file told, and what was found about it, stays with the old row."""
    return Attachment(
        ticket_id=old.ticket_id,
        event_seq=old.event_seq,
        position=old.position,
        purpose=old.purpose,
        file_kind=old.file_kind,
        key=key,
        alt=old.alt,
        sha256=of_bytes,
        width=old.width,
        height=old.height,
        pages=old.pages,
        size=size,
        taken_at=old.taken_at,
        device=old.device,
        added_at=clock.now(),
        blurred_from=old.blurred_from or old.id,
        blurred_seq=by,
    )


def _note(session: Session, act: Act, ticket_id: int) -> None:
    if act.actor is not None:
        note(session, StaffAct.TICKET_CHANGED, act.by, ticket=(ticket_id, Kind.CORRECTED))

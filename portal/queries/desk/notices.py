"""The queue of moderation: what people said against photos and texts, gathered by what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, select
from sqlalchemy.orm import Session

from ...domain.attachment import Photo
from ...domain.event import Kind
from ...domain.notice import NoticeOutcome, NoticeReason, NoticeSubject, is_late
from ...domain.permission import Actor, Right, Role, may
from ...models import Agency, Attachment, Category, Event, Notice, Officer, Original, Ticket
from ..attachments.shown import COLUMNS, is_public, photo_of
from ..tickets.state import state_of
from .ticket import Desk

MOST = 500  # notices that are read for one page
_event = func.coalesce(Notice.event_seq, Attachment.event_seq)
_ROWS = (
    select(Notice, Ticket, Original.text.label("original"), Event.text, Event.kind, Event.agency_id, Officer.name)
    .add_columns(Agency.name.label("agency"), and_(*is_public()).label("public"), *COLUMNS)
    .join(Ticket, Ticket.id == Notice.ticket_id)
    .join(Agency, Agency.id == Ticket.agency_id)
    .outerjoin(Original, Original.ticket_id == Ticket.id)
    .outerjoin(Attachment, Attachment.id == Notice.attachment_id)
    .outerjoin(Event, Event.seq == _event)
    .outerjoin(Category, Category.id == Ticket.category_id)
    .outerjoin(Officer, Officer.id == Notice.closed_by)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeratedThing:
    """One photo or text and what was said against it. ``id``: of the first notice about it.

    ``reasons``: how often each, the most frequent first; ``words``: what people wrote beside; ``mine``: this officer
    may decide about it alone; ``asks_redaction``, ``asks_hiding``: may ask a second person for it. ``outcome`` None: it
    waits.
    """

    id: int
    subject: NoticeSubject
    code: str
    title: str
    agency: str
    text: str
    event_seq: int | None
    photo: Photo | None
    reasons: tuple[tuple[NoticeReason, int], ...]
    words: tuple[str, ...]
    since: datetime
    late: bool
    mine: bool
    asks_redaction: bool
    asks_hiding: bool
    outcome: NoticeOutcome | None
    closed_at: datetime | None
    closed_by: str
    answer: str

    @property
    def count(self) -> int:
        return sum(count for _, count in self.reasons)


def to_moderate(session: Session, desk: Desk) -> list[ModeratedThing]:
    """What waits, the longest waiting first: of the own agency's tickets, or of all."""
    rows = _ROWS.where(Notice.closed_at.is_(None), *_seen_by(desk.actor)).order_by(Notice.noticed_at, Notice.id)
    return _gathered(session.execute(rows.limit(MOST)), desk)


def moderated(session: Session, desk: Desk) -> list[ModeratedThing]:
    """What was decided, the newest first."""
    rows = _ROWS.where(Notice.closed_at.is_not(None), *_seen_by(desk.actor))
    return _gathered(session.execute(rows.order_by(Notice.closed_at.desc(), Notice.id).limit(MOST)), desk)


def thing(session: Session, notice_id: int, desk: Desk) -> ModeratedThing | None:
    """What one notice is about, with all that were open or closed together with it; None: not for this officer."""
    one = session.get(Notice, notice_id)
    if one is None:
        return None
    same = (
        Notice.ticket_id == one.ticket_id,
        Notice.event_seq.is_not_distinct_from(one.event_seq),
        Notice.attachment_id.is_not_distinct_from(one.attachment_id),
        Notice.closed_at.is_not_distinct_from(one.closed_at),
    )
    found = _gathered(session.execute(_ROWS.where(*same, *_seen_by(desk.actor)).order_by(Notice.id)), desk)
    return found[0] if found else None


def open_things(session: Session, actor: Actor) -> int:
    """How many things wait: for the menu."""
    waiting = select(Notice.ticket_id, Notice.event_seq, Notice.attachment_id).join(Ticket).distinct()
    asked = waiting.where(Notice.closed_at.is_(None), *_seen_by(actor)).subquery()
    return session.scalar(select(func.count()).select_from(asked)) or 0


def _seen_by(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    return (Ticket.agency_id == actor.agency,) if actor.role is Role.SUPERVISOR else ()


def _gathered(rows: Iterable[Row[Any]], desk: Desk) -> list[ModeratedThing]:
    found: dict[tuple[object, ...], list[Row[Any]]] = {}
    for row in rows:
        one = row.Notice
        found.setdefault((one.ticket_id, one.event_seq, one.attachment_id, one.closed_at), []).append(row)
    return [_thing(of, desk) for of in found.values()]


def _thing(rows: list[Row[Any]], desk: Desk) -> ModeratedThing:
    row, since, actor = rows[0], min(row.Notice.noticed_at for row in rows), desk.actor
    first, ticket = row.Notice, row.Ticket
    published_by = row.agency_id if row.kind not in (None, Kind.RECEIVED) else None
    state = state_of(ticket)
    alone = may(actor, Right.DECIDE, state) and actor.agency != published_by
    reasons = Counter(NoticeReason(one.Notice.reason_kind) for one in rows)
    words = {NoticeSubject.REPORT: row.original or ticket.text, NoticeSubject.ANSWER: row.text or ""}
    return ModeratedThing(
        id=min(one.Notice.id for one in rows),
        subject=NoticeSubject(first.subject),
        code=ticket.code,
        title=ticket.title,
        agency=row.agency,
        text=words.get(NoticeSubject(first.subject), ""),
        event_seq=first.event_seq,
        photo=photo_of(row, 1, public=bool(row.public)) if first.attachment_id is not None else None,
        reasons=tuple(reasons.most_common()),
        words=tuple(one.Notice.words for one in rows if one.Notice.words),
        since=since,
        late=first.closed_at is None and is_late(since, desk.now),
        mine=first.closed_at is None and alone,
        asks_redaction=may(actor, Kind.REDACTED, state),
        asks_hiding=may(actor, Kind.VISIBILITY_CHANGED, state),
        outcome=NoticeOutcome(first.outcome) if first.outcome else None,
        closed_at=first.closed_at,
        closed_by=row.name or "",
        answer=first.answer,
    )

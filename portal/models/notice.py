"""What people said against public photos and texts, and what became of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from ..domain.notice import NoticeOutcome, NoticeReason, NoticeSubject
from .base import Base
from .types import Moment, RowId, one_of

_OPEN = "closed_at IS NULL"


class Notice(Base):
    """One sending of the public form. ``event_seq``: of the text meant; ``attachment_id``: the photo meant.

    ``form_key``: of the form, so that one that was sent twice is one notice. ``sender``: a keyed hash of the day and
    the address, by which an address is held to its limit; it goes after a day. ``words`` and ``answer`` are never
    public. ``done_seq``: the event by which something was done.
    """

    __tablename__ = "notice"
    __table_args__ = (
        one_of("subject", NoticeSubject),
        one_of("reason_kind", NoticeReason),
        one_of("outcome", NoticeOutcome),
        CheckConstraint("(subject = 'photo') = (attachment_id IS NOT NULL)", name="photo"),
        CheckConstraint("(subject = 'answer') = (event_seq IS NOT NULL)", name="answer"),
        CheckConstraint("(closed_at IS NULL) = (outcome IS NULL)", name="closed"),
        Index("ix_notice_open", "ticket_id", "id", sqlite_where=text(_OPEN), postgresql_where=text(_OPEN)),
        Index("ix_notice_sender", "sender", "noticed_at"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(RowId, ForeignKey("ticket.id"))
    subject: Mapped[str] = mapped_column(Text)
    event_seq: Mapped[int | None] = mapped_column(RowId, ForeignKey("event.seq"))
    attachment_id: Mapped[int | None] = mapped_column(RowId, ForeignKey("attachment.id"))
    reason_kind: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text, default="")
    form_key: Mapped[str] = mapped_column(Text, unique=True)
    sender: Mapped[bytes | None]
    noticed_at: Mapped[datetime] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    outcome: Mapped[str | None] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text, default="")
    done_seq: Mapped[int | None] = mapped_column(RowId)

"""What is to be sent to followers: written with the log's checkpoint, so that nothing is told twice or forgotten."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ..domain.following import LetterKind
from .base import Base
from .types import Moment, RowId, one_of

_WAITS = "handed_at IS NULL"
_WENT = "handed_at IS NOT NULL"


class Letter(Base):
    """One thing to tell one follower; what it says is written only when it is sent. Several go into one mail.

    ``seq``, ``ticket_id``: the event that is news; 0 and None for the other kinds. ``handed_at``: set before a server
    gets the text, so that a worker that dies then never sends it twice; ``sent_at``: the server took it.
    """

    __tablename__ = "letter"
    __table_args__ = (
        one_of("kind", LetterKind),
        UniqueConstraint("follower_id", "kind", "seq"),
        Index("ix_letter_due", "due_at", "id", sqlite_where=text(_WAITS), postgresql_where=text(_WAITS)),
        Index("ix_letter_handed_at", "handed_at", sqlite_where=text(_WENT), postgresql_where=text(_WENT)),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    follower_id: Mapped[int] = mapped_column(RowId, ForeignKey("follower.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(Text)
    seq: Mapped[int] = mapped_column(RowId, default=0)
    ticket_id: Mapped[int | None] = mapped_column(RowId, ForeignKey("ticket.id"))
    due_at: Mapped[datetime] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(default=0)
    handed_at: Mapped[datetime | None] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)

"""What is to be mailed to reporters: a question of an agency, or a new private link."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from ..domain.reporter_letter import ReporterLetterKind
from .base import Base
from .types import Moment, RowId, one_of

_WAITS = "handed_at IS NULL"


class ReporterLetter(Base):
    """``ticket_id``, ``seq``: of a question, and of a new link once it was mailed. ``asked``: what was typed to get a
    new link, sealed; whether anybody is known by it is looked up when the letter is written, so that asking takes the
    same time for what is known and what is not. ``handed_at``: set before a server gets the text."""

    __tablename__ = "reporter_letter"
    __table_args__ = (
        one_of("kind", ReporterLetterKind),
        Index("ix_reporter_letter_due", "due_at", "id", sqlite_where=text(_WAITS), postgresql_where=text(_WAITS)),
        Index("ix_reporter_letter_ticket", "ticket_id", "handed_at"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    ticket_id: Mapped[int | None] = mapped_column(RowId, ForeignKey("ticket.id"))
    seq: Mapped[int] = mapped_column(RowId, default=0)
    asked: Mapped[bytes | None]
    due_at: Mapped[datetime] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(default=0)
    handed_at: Mapped[datetime | None] = mapped_column(Moment)

"""Which answers of an agency are the same text: a projection that can be dropped and made again."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .types import RowId


class AnswerWords(Base):
    """A public answer that stands. ``words``: the same for the same text (domain.same_text.fingerprint). ``done``: it
    says that the work is done."""

    __tablename__ = "answer_words"
    __table_args__ = (Index("ix_answer_words", "agency_id", "words", "ticket_id"),)

    seq: Mapped[int] = mapped_column(RowId, ForeignKey("event.seq"), primary_key=True, autoincrement=False)
    ticket_id: Mapped[int] = mapped_column(RowId, ForeignKey("ticket.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    words: Mapped[int] = mapped_column(RowId)
    done: Mapped[bool]

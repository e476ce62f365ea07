"""What figures knew of a ticket before its source told it otherwise: the log names such facts and keeps no values."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .types import Moment, RowId


class FormerFacts(Base):
    """The facts of a ticket as they were before event ``seq``; as a log that ends before it knows them."""

    __tablename__ = "former_facts"
    __table_args__ = (Index("ix_former_facts_ticket", "ticket_id", "seq"),)

    seq: Mapped[int] = mapped_column(RowId, ForeignKey("event.seq"), primary_key=True, autoincrement=False)
    ticket_id: Mapped[int] = mapped_column(RowId, ForeignKey("ticket.id"))
    channel_id: Mapped[int | None] = mapped_column(ForeignKey("channel.id"))
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"))
    response_due_at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime] = mapped_column(Moment)
    reporter: Mapped[bytes | None]

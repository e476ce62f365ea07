"""A half-written response: survives a lost session, a conflict and a dead phone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .types import Moment, RowId


class Draft(Base):
    """What one officer has typed on one ticket and not yet published."""

    __tablename__ = "draft"

    ticket_id: Mapped[int] = mapped_column(RowId, ForeignKey("ticket.id"), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(Moment)

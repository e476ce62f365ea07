"""How far each projection has followed the log."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .types import Moment, RowId


class Checkpoint(Base):
    """``seq``: the last event that projection ``name`` has seen; 0 asks for a rebuild."""

    __tablename__ = "checkpoint"
    __table_args__ = (CheckConstraint("seq >= 0", name="seq"),)

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    seq: Mapped[int] = mapped_column(RowId)
    at: Mapped[datetime] = mapped_column(Moment)

"""Who sent a report by the portal's own form: only what lets them come back to it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .types import Moment, RowId


class Reporter(Base):
    """``token_hash``: of the private link, which is shown once. ``contact``: encrypted (sealing), NULL where
    none was given or it was taken back. The row goes at ``delete_after``, and with it the link."""

    __tablename__ = "reporter"

    ticket_id: Mapped[int] = mapped_column(RowId, ForeignKey("ticket.id"), primary_key=True, autoincrement=False)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    contact: Mapped[bytes | None]
    language: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Moment)
    delete_after: Mapped[datetime] = mapped_column(Moment, index=True)

"""Who sent a report by the portal's own form: only what lets them come back to it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .types import Moment, RowId


class Reporter(Base):
    """``token_hash``: of the private link, which is shown once; ``mailed_hash``: of the one that was mailed last.
    ``contact``: encrypted (sealing), NULL where none was given or it was taken back. The row goes at ``delete_after``,
    and with it the links."""

    __tablename__ = "reporter"
    __table_args__ = (Index("ix_reporter_mailed_hash", "mailed_hash", unique=True),)

    ticket_id: Mapped[int] = mapped_column(RowId, ForeignKey("ticket.id"), primary_key=True, autoincrement=False)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    mailed_hash: Mapped[bytes | None]
    contact: Mapped[bytes | None]
    language: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Moment)
    delete_after: Mapped[datetime] = mapped_column(Moment, index=True)

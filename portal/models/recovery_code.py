"""Codes that stand in for the second factor when the telephone is lost."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .types import Moment, RowId


class RecoveryCode(Base):
    """One of an officer's codes, as its hash; ``used_at`` NULL: it still works, once."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("officer_id", "code_hash"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    code_hash: Mapped[bytes]
    used_at: Mapped[datetime | None] = mapped_column(Moment)

"""One-time links by which an officer sets a password of their own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .types import Moment, RowId


class ResetLink(Base):
    """A link that was made for an officer; it works once, until ``expires_at``, and the newest alone."""

    __tablename__ = "reset_link"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)

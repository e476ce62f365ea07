"""Sources of tickets that speak now and then: up to when each has spoken, and how often it should."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .types import Moment


class SourceState(Base):
    """A source that was imported. ``stale_after``: hours; NULL: an export. The portal's own doors have no row."""

    __tablename__ = "source"
    __table_args__ = (CheckConstraint("stale_after > 0", name="stale_after"),)

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    as_of: Mapped[datetime] = mapped_column(Moment)
    tells_outcomes: Mapped[bool] = mapped_column(default=True)
    stale_after: Mapped[int | None]

"""Photos of a report that is being written: they wait here until it is sent, or for a day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .types import Moment


class WaitingPhoto(Base):
    """``form``: hash of the key of the form that it was handed in with; ``facts``: what a RecordPhoto says of it."""

    __tablename__ = "waiting_photo"
    __table_args__ = (Index("ix_waiting_photo_form", "form", "position"),)

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    form: Mapped[bytes]
    position: Mapped[int]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    added_at: Mapped[datetime] = mapped_column(Moment, index=True)

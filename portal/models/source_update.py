"""When a source last changed a ticket, as the source says: an older export must not bring old facts back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .types import Moment, RowId


class SourceUpdate(Base):
    """``at``: the moment in the newest record that was taken in. No row: the source does not say."""

    __tablename__ = "source_update"

    ticket_id: Mapped[int] = mapped_column(RowId, ForeignKey("ticket.id"), primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)

"""How a source told a ticket each time: what an older telling that comes late would have changed is found by them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .types import Moment, RowId


class SourceTelling(Base):
    """``at``: when the source had last changed it. ``body``: its events, with keyed marks of the report's facts.

    Of tickets that were told more than once, each time with its moment; none where words were taken back or masked.
    """

    __tablename__ = "source_telling"
    __table_args__ = (Index("ix_source_telling_ticket", "ticket_id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(RowId, ForeignKey("ticket.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    digest: Mapped[bytes]
    body: Mapped[dict[str, Any]] = mapped_column(JSON)

"""The ends of reports that their own reporters were asked about, and what they answered."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .types import RowId


class AskedEnd(Base):
    """``seq``: of the event by which the report was done while its private link worked; ``answer_seq``: of the event by
    which the reporter confirmed or contested that, NULL: not yet, or never."""

    __tablename__ = "asked_end"

    seq: Mapped[int] = mapped_column(RowId, ForeignKey("event.seq"), primary_key=True, autoincrement=False)
    ticket_id: Mapped[int] = mapped_column(RowId, ForeignKey("ticket.id"), index=True)
    answer_seq: Mapped[int | None] = mapped_column(RowId, ForeignKey("event.seq"))

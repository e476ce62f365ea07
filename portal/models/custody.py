"""Custody: which agency had a ticket, and when. A projection of the log that actions keep in the same transaction."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from ..domain.custody import CustodyRole
from .base import Base
from .types import Moment, RowId, one_of

_IS_ASKED = "role = 'asked'"


class Custody(Base):
    """The time that one agency had one ticket in one go; ``to_at`` NULL: it has the ticket still."""

    __tablename__ = "custody"
    __table_args__ = (
        CheckConstraint("to_at >= from_at", name="in_order"),
        one_of("role", CustodyRole),
        Index("ix_custody_ticket", "ticket_id", "from_at", "id"),
        Index("ix_custody_agency", "agency_id", "from_at", "id"),
        Index(
            "ix_custody_asked",
            "ticket_id",
            "from_at",
            "id",
            sqlite_where=text(_IS_ASKED),
            postgresql_where=text(_IS_ASKED),
        ),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(RowId, ForeignKey("ticket.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    from_at: Mapped[datetime] = mapped_column(Moment)
    to_at: Mapped[datetime | None] = mapped_column(Moment)
    role: Mapped[str] = mapped_column(Text, default=CustodyRole.RESPONSIBLE, server_default=CustodyRole.RESPONSIBLE)

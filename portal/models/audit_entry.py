"""The audit: who of the staff did what, when, on which ticket or account, and from where. Only ever added to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from ..domain.staff_act import StaffAct
from .base import Base
from .types import Moment, RowId, one_of


class AuditEntry(Base):
    """One act. ``officer_id`` NULL: a command, or nobody known; ``agency_id`` is the officer's at that time.

    ``about_id`` is the account that was meant, ``kind`` the event of a changed ticket, ``address`` is shortened.
    """

    __tablename__ = "audit"
    __table_args__ = (
        one_of("act", StaffAct),
        Index("ix_audit_at", "at", "id"),
        Index("ix_audit_agency", "agency_id", "at", "id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    act: Mapped[str] = mapped_column(Text)
    kind: Mapped[str | None] = mapped_column(Text)
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    about_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    ticket_id: Mapped[int | None] = mapped_column(RowId, ForeignKey("ticket.id"))
    address: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text)

"""The audit: who of the staff did what, when, on which ticket or account, and from where.

It is only ever added to: triggers (migration 0016) refuse to change a line, or to delete one before its time.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from ..domain.staff_act import StaffAct
from .base import Base
from .types import Moment, RowId, one_of


class AuditEntry(Base):
    """One act. ``officer_id`` NULL: a command, or nobody known.

    ``agency_id`` is the officer's at that time; of one that has become another it is a FormerAgency's.

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
    agency_id: Mapped[int | None]
    about_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    ticket_id: Mapped[int | None] = mapped_column(RowId, ForeignKey("ticket.id"))
    address: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text)


class AuditStart(Base):
    """Lines before ``at`` are no longer kept; without this one row, all are."""

    __tablename__ = "audit_start"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)

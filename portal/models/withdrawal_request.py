"""Requests to take something from public view, which a second person agrees to or refuses."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from ..domain.visibility import Visibility
from ..domain.withdrawal import WithdrawalReason
from .base import Base
from .types import Moment, RowId, one_of

_OPEN = "decided_at IS NULL"


class WithdrawalRequest(Base):
    """What an officer wants withdrawn of a ticket, and what became of it.

    ``visibility``: what the ticket is to become; NULL: a text is to be taken back, that of event ``event_seq`` or
    (NULL) of the report. ``agreed`` NULL: nobody has decided.
    """

    __tablename__ = "withdrawal_request"
    __table_args__ = (
        one_of("visibility", Visibility),
        one_of("reason_kind", WithdrawalReason),
        CheckConstraint("visibility IS NULL OR event_seq IS NULL", name="one_thing"),
        CheckConstraint("(decided_at IS NULL) = (agreed IS NULL)", name="decided"),
        Index("ix_withdrawal_request_open", "ticket_id", "id", sqlite_where=text(_OPEN), postgresql_where=text(_OPEN)),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(RowId, ForeignKey("ticket.id"))
    event_seq: Mapped[int | None] = mapped_column(RowId, ForeignKey("event.seq"))
    visibility: Mapped[str | None] = mapped_column(Text)
    reason_kind: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    agreed: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(Text, default="")

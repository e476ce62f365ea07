"""Photos that a source has named and that are not here yet."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ..domain.attachment import Purpose
from .base import Base
from .types import Moment, RowId, one_of


class WantedPhoto(Base):
    """One address of a photo of a ticket. ``remote``: it is fetched over the network; else it names a file.

    ``due_at``: when it is tried next; NULL: it is here, or ``problem`` (a reason of domain.status.Refused) says why it
    never will be.
    """

    __tablename__ = "wanted_photo"
    __table_args__ = (
        UniqueConstraint("ticket_id", "address", name="uq_wanted_photo"),
        one_of("purpose", Purpose),
        Index("ix_wanted_photo_due", "due_at", "id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(RowId, ForeignKey("ticket.id"))
    address: Mapped[str] = mapped_column(Text)
    purpose: Mapped[str] = mapped_column(Text)
    remote: Mapped[bool]
    due_at: Mapped[datetime | None] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(Text, default="")

"""People who see what a report says too, or who say that it is still not done."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ..domain.witness import WitnessKind
from .base import Base
from .types import Moment, RowId, one_of


class Witness(Base):
    """One of them. ``person``: a keyed hash of the report, its end and the network, so that each counts once; it tells
    nothing of other reports. ``network``: one of the day and the network, which is held to a limit. Both go in time.
    """

    __tablename__ = "witness"
    __table_args__ = (
        one_of("kind", WitnessKind),
        UniqueConstraint("person", name="uq_witness_person"),
        Index("ix_witness_ticket", "ticket_id", "said_at", "id"),
        Index("ix_witness_network", "network", "said_at"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(RowId, ForeignKey("ticket.id"))
    kind: Mapped[str] = mapped_column(Text)
    said_at: Mapped[datetime] = mapped_column(Moment)
    person: Mapped[bytes | None]
    network: Mapped[bytes | None]

"""Which reports officers alone read because their reporters want it so."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ..domain.openness import Openness
from .base import Base
from .types import Moment, RowId


class KeptPrivate(Base):
    """A report that its reporter asked to keep private, at ``asked_at``; ``agreed_at``: when they let everybody read
    it, NULL while they do not. It stays when the private link ends: then nobody can open the report any more."""

    __tablename__ = "kept_private"

    ticket_id: Mapped[int] = mapped_column(RowId, ForeignKey("ticket.id"), primary_key=True, autoincrement=False)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    agreed_at: Mapped[datetime | None] = mapped_column(Moment)


def openness(row: KeptPrivate | None) -> Openness:
    """What a report's row says; None: it has none."""
    if row is None:
        return Openness.UNASKED
    return Openness.AGREED if row.agreed_at is not None else Openness.PRIVATE

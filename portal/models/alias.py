"""Other names of agencies, categories, channels and areas: a pack's slugs and codes, and all that they were before."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base

KINDS = ("agency", "category", "channel", "area")


class Alias(Base):
    """``identity`` (domain.names) means row ``refers_to`` of the table ``kind``, unless it is another's own name."""

    __tablename__ = "alias"
    __table_args__ = (CheckConstraint(" OR ".join(f"kind = '{kind}'" for kind in KINDS), name="kind"),)

    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    identity: Mapped[str] = mapped_column(Text, primary_key=True)
    refers_to: Mapped[int]

"""What complaints are about (Open311: services)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class Category(Base):
    """A category; targets in hours, NULL means the city's own. ``identity``: as of an agency."""

    __tablename__ = "category"
    __table_args__ = (
        CheckConstraint("response_hours > 0", name="response_hours"),
        CheckConstraint("resolution_hours > 0", name="resolution_hours"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    identity: Mapped[str | None] = mapped_column(Text, unique=True, index=True)
    name_en: Mapped[str] = mapped_column(Text)
    group: Mapped[str] = mapped_column(Text)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), index=True)
    response_hours: Mapped[int | None]
    resolution_hours: Mapped[int | None]
    sensitive: Mapped[bool] = mapped_column(default=False)

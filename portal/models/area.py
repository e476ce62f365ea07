"""Places with a code: kecamatan, kelurahan, or the city's own levels."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class Area(Base):
    """An area; ``population`` in persons in ``year``; lat, lon a point inside, degrees WGS84.

    ``identity`` is its name's within its level, None where another area of the level has that name.
    """

    __tablename__ = "area"
    __table_args__ = (Index("ix_area_level_identity", "level", "identity", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    identity: Mapped[str | None] = mapped_column(Text)
    level: Mapped[str] = mapped_column(Text, index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), index=True)
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    population: Mapped[int | None]
    year: Mapped[int | None]

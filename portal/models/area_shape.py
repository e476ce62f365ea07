"""The outline of an area: official, or schematic where a pack has only centre points."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class AreaShape(Base):
    """``geometry``: a GeoJSON Polygon or MultiPolygon, degrees WGS84; ``source``: whose outline it is."""

    __tablename__ = "area_shape"

    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), primary_key=True)
    geometry: Mapped[str] = mapped_column(Text)
    schematic: Mapped[bool]
    source: Mapped[str] = mapped_column(Text, default="")

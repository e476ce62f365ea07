"""The computed scorecards: a projection that can be dropped and computed again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .types import Moment, RowId


class StoredScorecard(Base):
    """The figures of one group in one period, as of a moment and an event.

    ``cell`` names the group: ``city``, ``agency:3``, ``area:5``, ``category:7``, ``agency:3/category:7``,
    ``agency:3/area:5`` or ``area:5/category:7``; ``scope`` is the same without numbers. ``figures`` is JSON as in
    scorecard_json.
    """

    __tablename__ = "scorecard"
    __table_args__ = (Index("ix_scorecard_scope", "scope", "period", "agency_id"),)

    cell: Mapped[str] = mapped_column(Text, primary_key=True)
    period: Mapped[str] = mapped_column(Text, primary_key=True)
    scope: Mapped[str] = mapped_column(Text)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"))
    as_of: Mapped[datetime] = mapped_column(Moment)
    seq: Mapped[int] = mapped_column(RowId)
    figures: Mapped[str] = mapped_column(Text)

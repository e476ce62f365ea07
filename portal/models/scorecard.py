"""The computed scorecards: a projection that can be dropped and computed again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .types import Moment, RowId


class ScorecardEdition(Base):
    """Which of the stored figures are shown: those of edition ``number``, all as of one moment and one event. One
    row, and none before the first.

    ``claimed``: the newest edition that anybody has begun to write; it is shown by one small change at its end.
    """

    __tablename__ = "scorecard_edition"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(RowId)
    claimed: Mapped[int] = mapped_column(RowId)
    as_of: Mapped[datetime] = mapped_column(Moment)
    seq: Mapped[int] = mapped_column(RowId)


class StoredScorecard(Base):
    """The figures of one group in one period, from edition ``since`` to the one before ``until`` (None: the newest).

    ``as_of``, ``seq``: the moment and the event of the edition that they are in since; they hold for later ones too.

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
    since: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False, server_default="0")
    until: Mapped[int | None] = mapped_column(RowId)

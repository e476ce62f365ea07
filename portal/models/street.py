"""The streets that reports name, and which report lies on which: a projection that can be dropped and made again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .types import Moment, RowId


class Street(Base):
    """A street as domain.streets finds it. ``area_id``: where most of its reports lie. ``lines``: JSON, of each line
    its corners as [lat, lon]; ``west`` to ``north``: degrees around all places, NULL without any.

    The last columns are the citizen's median in seconds, with its interval, ``n`` and ``why`` (domain.figure).
    """

    __tablename__ = "street"
    __table_args__ = (
        CheckConstraint("reports > 0", name="reports"),
        CheckConstraint("(west IS NULL) = (north IS NULL)", name="box"),
        Index("ix_street_box", "south", "north", "west"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    slug: Mapped[str] = mapped_column(Text, unique=True)
    key: Mapped[str] = mapped_column(Text, index=True)
    name: Mapped[str] = mapped_column(Text)
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), index=True)
    reports: Mapped[int]
    open: Mapped[int]
    west: Mapped[float | None]
    south: Mapped[float | None]
    east: Mapped[float | None]
    north: Mapped[float | None]
    lines: Mapped[str] = mapped_column(Text)
    as_of: Mapped[datetime] = mapped_column(Moment)
    n: Mapped[int]
    median: Mapped[int | None] = mapped_column(RowId)
    low: Mapped[int | None] = mapped_column(RowId)
    high: Mapped[int | None] = mapped_column(RowId)
    why: Mapped[str] = mapped_column(Text)


class StreetTicket(Base):
    """A report that lies on a street; ``key``: the street's name as the report spells it (domain.street.street_key)."""

    __tablename__ = "street_ticket"

    ticket_id: Mapped[int] = mapped_column(RowId, ForeignKey("ticket.id"), primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True, index=True)
    street_id: Mapped[int] = mapped_column(ForeignKey("street.id"), index=True)

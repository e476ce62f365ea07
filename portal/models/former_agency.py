"""Agencies that turned out to be another one: the hashes of the log still hold the number that they had."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class FormerAgency(Base):
    """``id``: the number of an agency that is gone; ``agency_id``: the one that it was merged into."""

    __tablename__ = "former_agency"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)

"""Which city a database belongs to, and which database it is: commands and indexes of another are refused."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .types import Moment


class Identity(Base):
    """The one row that is written at the first upgrade. ``city``: the slug of its pack; ``database``: random."""

    __tablename__ = "identity"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    database: Mapped[str] = mapped_column(Text)
    city: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Moment)

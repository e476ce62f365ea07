"""The finding of the week: a projection that can be dropped and computed again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .types import Moment, RowId


class StoredFinding(Base):
    """The newest finding, as of a moment and an event; ``week``: when its week began. ``finding`` is JSON as in
    finding_json."""

    __tablename__ = "weekly_finding"

    seq: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    as_of: Mapped[datetime] = mapped_column(Moment)
    week: Mapped[datetime] = mapped_column(Moment)
    finding: Mapped[str] = mapped_column(Text)

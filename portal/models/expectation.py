"""What to expect of a report that waits: a projection that can be dropped and computed again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .types import Moment, RowId


class StoredExpectation(Base):
    """Of the ``n`` reports of a category that were not resolved after ``waited`` seconds: within how many seconds more
    half of them were (``half`` None: of fewer than half that is known), from ``low`` to ``high``."""

    __tablename__ = "expectation"

    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), primary_key=True, autoincrement=False)
    waited: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    n: Mapped[int] = mapped_column(BigInteger)
    half: Mapped[int | None] = mapped_column(BigInteger)
    low: Mapped[int | None] = mapped_column(BigInteger)
    high: Mapped[int | None] = mapped_column(BigInteger)
    as_of: Mapped[datetime] = mapped_column(Moment)
    seq: Mapped[int] = mapped_column(RowId)

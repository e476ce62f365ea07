"""Every last word of a source, and from which event on it is known: figures of a past moment must not know a later."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .types import Moment, RowId


class HeardWord(Base):
    """A log that ends at ``seq`` or later knows that the source has spoken up to ``as_of``.

    ``seq`` is that of the event after the log's end when it was heard: an event that came with the word, or later.
    """

    __tablename__ = "heard_word"

    source: Mapped[str] = mapped_column(Text, primary_key=True)
    seq: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    as_of: Mapped[datetime] = mapped_column(Moment)

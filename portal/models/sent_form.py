"""Which forms of the desk were sent: a form is done once, however often it comes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .types import Moment, RowId


class SentForm(Base):
    """One filling-in of a form, known by the key that it carries.

    ``seq``: the first event that it made; of a form that asks for a withdrawal, which makes none, the ticket's last.
    """

    __tablename__ = "sent_form"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    seq: Mapped[int] = mapped_column(RowId, ForeignKey("event.seq"))
    sent_at: Mapped[datetime] = mapped_column(Moment)

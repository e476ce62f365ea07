"""What was typed and not yet sent: survives a lost session, a conflict, a page that was left and a dead phone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .types import Moment, RowId

ANSWER = "respond"


class Draft(Base):
    """What one officer has typed into a form of a ticket. ``form``: the verb, and what it is about ("correct 7").

    ``beside``: the key of the photo that is to stand as before the work; "" for the first one.
    """

    __tablename__ = "draft"

    ticket_id: Mapped[int] = mapped_column(RowId, ForeignKey("ticket.id"), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    form: Mapped[str] = mapped_column(Text, primary_key=True, server_default=ANSWER)
    text: Mapped[str] = mapped_column(Text)
    beside: Mapped[str] = mapped_column(Text, default="", server_default="")
    saved_at: Mapped[datetime] = mapped_column(Moment)

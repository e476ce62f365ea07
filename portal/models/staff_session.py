"""Who is signed in: one row for each browser, so that a session can be seen and ended from elsewhere."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .types import Moment, RowId


class StaffSession(Base):
    """A session of an officer. The cookie holds a token, ``token_hash`` its hash: who reads the table signs in nowhere.

    ``confirmed``: the second factor was given, or none is asked for. ``address`` is shortened.
    """

    __tablename__ = "staff_session"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    begun_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
    confirmed: Mapped[bool]
    address: Mapped[str] = mapped_column(Text)
    browser: Mapped[str] = mapped_column(Text)

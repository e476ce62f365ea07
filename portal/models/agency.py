"""Who acts on complaints."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text, false, true
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class Agency(Base):
    """An agency; ``slug`` is its address, ``identity`` its name's (domain.names), None where another has that name.

    ``active``: it can be given tickets. ``kept``: an admin has made or changed it, and what a city pack says of it
    counts no more.
    """

    __tablename__ = "agency"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    identity: Mapped[str | None] = mapped_column(Text, unique=True, index=True)
    short: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), index=True)
    active: Mapped[bool] = mapped_column(default=True, server_default=true())
    kept: Mapped[bool] = mapped_column(default=False, server_default=false())

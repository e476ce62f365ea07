"""How complaints come in."""

from __future__ import annotations

from sqlalchemy import Text, text
from sqlalchemy.orm import Mapped, mapped_column

from ..domain.channel import ChannelKind
from .base import Base
from .types import one_of


class Channel(Base):
    """A channel, such as JAKI or a kelurahan's office. ``identity``: as of an agency."""

    __tablename__ = "channel"
    __table_args__ = (one_of("kind", ChannelKind),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    identity: Mapped[str | None] = mapped_column(Text, unique=True, index=True)
    name_en: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text, default=ChannelKind.CITIZEN.value, server_default=text("'citizen'"))

"""Who follows a ticket or a list by mail; the address is sealed, and found again by a keyed hash."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from ..domain.following import Pace
from .base import Base
from .types import Moment, RowId, one_of

_OF_A_TICKET, _OF_A_LIST = "ticket_id IS NOT NULL", "ticket_id IS NULL"


class Follower(Base):
    """One address that follows one thing: the ticket, else the filter of ``lens`` in canonical form.

    Tokens of its links are made of ``salt`` and the secret key; their hashes are what they are found by. ``last_seq``:
    the newest event that was told. ``lease``: of the worker that writes to it now, good until ``leased_until``.
    """

    __tablename__ = "follower"
    __table_args__ = (
        one_of("pace", Pace),
        Index(
            "ix_follower_of_ticket", "ticket_id", "address_hash", unique=True,
            sqlite_where=text(_OF_A_TICKET), postgresql_where=text(_OF_A_TICKET),
        ),
        Index(
            "ix_follower_of_list", "lens", "address_hash", unique=True,
            sqlite_where=text(_OF_A_LIST), postgresql_where=text(_OF_A_LIST),
        ),
        Index("ix_follower_address", "address_hash", "id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    address: Mapped[bytes]
    address_hash: Mapped[bytes]
    ticket_id: Mapped[int | None] = mapped_column(RowId, ForeignKey("ticket.id"))
    lens: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(Text)
    pace: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    bounced_at: Mapped[datetime | None] = mapped_column(Moment)
    salt: Mapped[bytes]
    confirm_hash: Mapped[bytes] = mapped_column(unique=True)
    end_hash: Mapped[bytes] = mapped_column(unique=True)
    last_seq: Mapped[int] = mapped_column(RowId, default=0)
    mailed_at: Mapped[datetime | None] = mapped_column(Moment)
    lease: Mapped[str | None] = mapped_column(Text)
    leased_until: Mapped[datetime | None] = mapped_column(Moment)

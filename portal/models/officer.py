"""Who signs in, and the failed tries that slow a guesser down."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from ..domain.permission import Role
from .base import Base
from .types import Moment, RowId, one_of


class Officer(Base):
    """A person who works on tickets for one agency.

    ``session`` changes whenever sessions must end; the marks of known devices carry it. ``totp_secret`` is that of the
    second factor, None without one; ``totp_step`` the last time step that was used, so that no code counts twice.
    ``exempt``: of a demonstration, where nobody is asked for a second factor.
    """

    __tablename__ = "officer"
    __table_args__ = (one_of("role", Role), CheckConstraint("email = lower(email)", name="email_lower"))

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    password: Mapped[str] = mapped_column(Text)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    role: Mapped[str] = mapped_column(Text)
    active: Mapped[bool] = mapped_column(default=True)
    session: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Moment)
    totp_secret: Mapped[str | None] = mapped_column(Text)
    totp_step: Mapped[int | None] = mapped_column(BigInteger)
    exempt: Mapped[bool] = mapped_column(default=False, server_default=false())


class SignInTry(Base):
    """A failed sign-in; ``who`` is a keyed hash of the name or the address that tried."""

    __tablename__ = "sign_in_try"
    __table_args__ = (Index("ix_sign_in_try_who", "who", "at", "id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    who: Mapped[bytes]
    at: Mapped[datetime] = mapped_column(Moment)

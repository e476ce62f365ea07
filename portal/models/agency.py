"""Who acts on complaints."""

from __future__ import annotations

from sqlalchemy import Connection, ForeignKey, Text, event, false, func, select, true
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from .base import Base
from .former_agency import FormerAgency

_LAST = "last agency"  # in a connection's info: the number that was given last


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


@event.listens_for(Agency, "before_insert")
def give_number(_mapper: Mapper[Agency], connection: Connection, row: Agency) -> None:
    """SQLite would give the number of an agency that became another once more; log and audit still mean that one."""
    if not row.id and connection.dialect.name == "sqlite":
        stored = (connection.scalar(select(func.max(table.id))) or 0 for table in (Agency, FormerAgency))
        row.id = connection.info[_LAST] = 1 + max(connection.info.get(_LAST, 0), *stored)

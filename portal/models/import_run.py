"""Every import with what became of its rows, and each row that was refused, with the reason."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .types import Moment, RowId


class ImportRun(Base):
    """One import of one file. ``kind``: csv, open311 or demo. ``finished_at`` NULL: broken off, can be run again.

    ``header`` is the file's own header line as JSON, so that refused rows can be given back in its columns.
    """

    __tablename__ = "import_run"
    __table_args__ = (CheckConstraint("kind IN ('csv', 'open311', 'demo')", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    mapping: Mapped[str] = mapped_column("profile", Text, default="")  # its file; the column keeps its first name
    header: Mapped[str] = mapped_column(Text, default="")
    started_at: Mapped[datetime] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)
    rows: Mapped[int] = mapped_column(default=0)
    created: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    refused: Mapped[int] = mapped_column(default=0)


class ImportProblem(Base):
    """A row that was refused: ``line`` in the file (1 = header), the field, the reason, the row as JSON."""

    __tablename__ = "problem"
    __table_args__ = (Index("ix_problem_run", "run_id", "line", "id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"))
    line: Mapped[int]
    field: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text, default="")
    row: Mapped[str] = mapped_column(Text, default="")

"""Photos and documents of reports, and what speaks against them as proof."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from ..domain.attachment import Device, FileKind, FlagKind, Provenance, Purpose
from .base import Base
from .types import Moment, RowId, one_of

_GONE = "removed_at IS NOT NULL"


class Attachment(Base):
    """One file. It waits with a half-written form (``officer_id``, ``form``) until an event carries it (``event_seq``).

    ``event_seq`` of a photo that came with the report itself is that of the event that received it. ``key``: the random
    name of its files and of its public address. ``sha256``: of the bytes that were handed in; ``fingerprint``: what a
    copy of the picture is found by (domain.fingerprint); NULL where there is no picture. ``taken_at`` to
    ``provenance``: what the file said of itself; ``lat`` and ``lon`` are never public, only the distance is.
    ``provenance_facts``: who says where it comes from and what was done to it (media.provenance).
    ``blurred_from``: the attachment as it was handed in, whose place this one takes in its event, with parts made
    unreadable by the event ``blurred_seq``; what was found about that one stands. ``removed_at``: when it was taken
    from view or thrown away; its files go when the city's retention ends (``files_kept`` is false then).
    """

    __tablename__ = "attachment"
    __table_args__ = (
        one_of("purpose", Purpose),
        one_of("file_kind", FileKind),
        one_of("device", Device),
        one_of("provenance", Provenance),
        CheckConstraint("(lat IS NULL) = (lon IS NULL)", name="point"),
        Index("ix_attachment_ticket", "ticket_id", "event_seq", "position"),
        Index("ix_attachment_draft", "officer_id", "ticket_id", "form"),
        Index("ix_attachment_removed", "removed_at", "id", sqlite_where=text(_GONE), postgresql_where=text(_GONE)),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(RowId, ForeignKey("ticket.id"))
    event_seq: Mapped[int | None] = mapped_column(RowId, ForeignKey("event.seq"), index=True)
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    form: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int]
    purpose: Mapped[str] = mapped_column(Text)
    file_kind: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text, unique=True)
    alt: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[bytes] = mapped_column(index=True)
    fingerprint: Mapped[bytes | None]
    width: Mapped[int]
    height: Mapped[int]
    pages: Mapped[int] = mapped_column(default=1)
    size: Mapped[int]
    taken_at: Mapped[datetime | None] = mapped_column(Moment)
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    device: Mapped[str] = mapped_column(Text, default=Device.UNKNOWN.value)
    provenance: Mapped[str] = mapped_column(Text, default=Provenance.UNTOLD.value)
    provenance_facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    added_at: Mapped[datetime] = mapped_column(Moment)
    blurred_from: Mapped[int | None] = mapped_column(RowId, ForeignKey("attachment.id"))
    blurred_seq: Mapped[int | None] = mapped_column(RowId)
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    files_kept: Mapped[bool] = mapped_column(default=True)


class AttachmentFlag(Base):
    """What speaks against one attachment: a projection of the attachments, made again from them at any time.

    ``other_id``: the attachment that shows the same picture, for USED_BEFORE. ``evidence``: numbers, by FlagKind: bits
    that differ, seconds before the report, metres away.
    """

    __tablename__ = "attachment_flag"
    __table_args__ = (one_of("kind", FlagKind),)

    attachment_id: Mapped[int] = mapped_column(RowId, ForeignKey("attachment.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    other_id: Mapped[int | None] = mapped_column(RowId, ForeignKey("attachment.id"), index=True)
    evidence: Mapped[dict[str, Any]] = mapped_column(JSON)

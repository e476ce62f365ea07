"""The current state of every ticket. Texts and places are public: the privacy rules were applied before."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
    func,
    literal_column,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from ..domain.status import Status
from ..domain.transitions import Closing
from ..domain.visibility import Visibility
from .base import Base
from .types import Moment, RowId, one_of

_HIDDEN = "visibility = 'hidden'"
_PENDING = "visibility = 'pending'"
_AT_DESK = "desk_at IS NOT NULL"
_PROMISED = "promised_at IS NOT NULL"
_ASKS = "question_until IS NOT NULL"
_RECHECK = "recheck_at IS NOT NULL"
#: It waits to be published. Written out, so that SQLite knows that the index of these tickets serves.
IS_PENDING: ColumnElement[bool] = literal_column(f"ticket.{_PENDING}")


class Ticket(Base):
    """One complaint (Open311: service request); domain.transitions.TicketState says what its state columns mean.

    ``last_seq`` is its newest event. ``desk_at`` is when an agency last acted on it in this portal, NULL: all that is
    known of it was told by its source. ``question_until``: when the open question to the reporter ends by itself;
    ``stood_still``: by how many seconds such questions have moved ``due_at``.
    """

    __tablename__ = "ticket"
    __table_args__ = (
        UniqueConstraint("source", "source_id"),
        one_of("status", Status),
        one_of("visibility", Visibility),
        one_of("closing", Closing),
        CheckConstraint("lat BETWEEN -90 AND 90", name="lat"),
        CheckConstraint("lon BETWEEN -180 AND 180", name="lon"),
        CheckConstraint("(lat IS NULL) = (lon IS NULL)", name="place"),
        CheckConstraint("resolved_at >= submitted_at", name="resolved_after_submitted"),
        CheckConstraint("ended_at >= submitted_at", name="ended_after_submitted"),
        CheckConstraint("first_response_at >= submitted_at", name="response_after_submitted"),
        CheckConstraint("first_action_at >= submitted_at", name="action_after_submitted"),
        CheckConstraint("(status = 'selesai') = (resolved_at IS NOT NULL)", name="resolved_is_selesai"),
        CheckConstraint("visibility = 'full' OR text = ''", name="text_only_when_full"),
        CheckConstraint("duplicate_of <> id", name="not_its_own_duplicate"),
        Index("ix_ticket_submitted_at", "submitted_at", "id"),
        Index("ix_ticket_queue", "holder_id", "ended_at", "due_at", "id"),
        Index("ix_ticket_agency_submitted", "agency_id", "submitted_at", "id"),
        Index("ix_ticket_oldest_open", "ended_at", "submitted_at", "id"),
        Index(
            "ix_ticket_hidden", "agency_id", "submitted_at", sqlite_where=text(_HIDDEN), postgresql_where=text(_HIDDEN)
        ),
        Index("ix_ticket_pending", "submitted_at", "id", sqlite_where=text(_PENDING), postgresql_where=text(_PENDING)),
        Index("ix_ticket_desk_at", "desk_at", sqlite_where=text(_AT_DESK), postgresql_where=text(_AT_DESK)),
        Index("ix_ticket_promised_at", "promised_at", sqlite_where=text(_PROMISED), postgresql_where=text(_PROMISED)),
        Index("ix_ticket_question", "question_until", "id", sqlite_where=text(_ASKS), postgresql_where=text(_ASKS)),
        Index("ix_ticket_recheck", "recheck_at", "id", sqlite_where=text(_RECHECK), postgresql_where=text(_RECHECK)),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(Text, unique=True)
    source: Mapped[str] = mapped_column(Text)
    source_id: Mapped[str] = mapped_column(Text)
    digest: Mapped[bytes | None]  # of the record it came from: an equal one changes nothing
    channel_id: Mapped[int | None] = mapped_column(ForeignKey("channel.id"))
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), index=True)
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    place: Mapped[str] = mapped_column(Text, default="")
    title: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    visibility: Mapped[str] = mapped_column(Text)
    reporter: Mapped[bytes | None]  # keyed hash; counts distinct reporters, names nobody
    submitted_at: Mapped[datetime] = mapped_column(Moment)
    response_due_at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime] = mapped_column(Moment)
    promised_at: Mapped[datetime | None] = mapped_column(Moment)
    status: Mapped[str] = mapped_column(Text)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    holder_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    asker_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    holder_since: Mapped[datetime] = mapped_column(Moment)
    first_response_at: Mapped[datetime | None] = mapped_column(Moment)
    first_action_at: Mapped[datetime | None] = mapped_column(Moment)
    resolved_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    closing: Mapped[str | None] = mapped_column(Text)
    duplicate_of: Mapped[int | None] = mapped_column(RowId, ForeignKey("ticket.id"), index=True)
    handoffs: Mapped[int] = mapped_column(default=0)
    reopened: Mapped[int] = mapped_column(default=0)
    disputed: Mapped[int] = mapped_column(default=0)
    confirmed: Mapped[int] = mapped_column(default=0)
    responses: Mapped[int] = mapped_column(default=0)
    question_at: Mapped[datetime | None] = mapped_column(Moment)
    question_until: Mapped[datetime | None] = mapped_column(Moment)
    questions: Mapped[int] = mapped_column(default=0, server_default="0")
    stood_still: Mapped[int] = mapped_column(default=0, server_default="0")
    recheck_at: Mapped[datetime | None] = mapped_column(Moment)
    last_seq: Mapped[int] = mapped_column(RowId)
    desk_at: Mapped[datetime | None] = mapped_column(Moment)


#: What domain.code.key makes of a stored code. Written out, so that the databases know that their index serves.
CODE_KEY = func.replace(Ticket.code, literal_column("'-'"), literal_column("''"))
Index("ix_ticket_code_key", CODE_KEY)

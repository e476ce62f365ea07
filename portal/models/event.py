"""The log: everything that happened to every ticket, append-only, numbered without gaps in order of commit."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ColumnElement, ForeignKey, Index, Text, literal_column, text
from sqlalchemy.orm import Mapped, mapped_column

from ..domain.event import Kind
from ..domain.status import Status
from ..domain.validation import RefusedFor, Unchecked
from ..domain.visibility import Visibility
from ..domain.withdrawal import WithdrawalReason
from .base import Base
from .types import Moment, RowId, one_of

_FROM_THE_DESK = "officer_id IS NOT NULL"
_CORRECTS = "kind = 'corrected' AND corrects IS NOT NULL"
_NAMES_OTHER = "other_ticket_id IS NOT NULL"
_UNCHECKED = "unchecked IS NOT NULL"
_MODERATION = "kind IN ('redacted', 'visibility_changed')"
#: Something was taken from view or shown. Written out, so that SQLite knows that the index of these events serves.
IS_MODERATION: ColumnElement[bool] = literal_column(f"event.{_MODERATION}")


class Event(Base):
    """One row of the log. ``agency_id`` NULL: a citizen or the system. ``officer_id`` is never public.

    ``redacted_by`` is the seq of the event that took the text back; the text is then empty. ``changed`` is a list of
    domain.event.TicketFact, as EventDraft says. NULL in ``visibility_after`` of a change of visibility: the text that
    said so was redacted before the column was there. NULL in ``other_ticket_id`` of a merge: not named by the source.
    ``reason_kind``: why something was taken from public view. ``attached``: of each attachment
    what domain.attachment.digest gives; ``checked``, ``refused_for``: a validator says so (domain.validation);
    ``unchecked``: why nobody did; ``beside``: the digest of the photo that the agency has chosen as before its work.

    The last five are the proof (domain.chain): ``head`` is the event's own hash, NULL only while an older release has
    written it. ``salt`` goes when the words are taken back, and ``words_hash`` keeps what they were bound by;
    ``report_hash`` binds the report that the event states, and its salt goes when another event states it anew.
    """

    __tablename__ = "event"
    __table_args__ = (
        one_of("kind", Kind),
        one_of("status_after", Status),
        one_of("visibility_after", Visibility),
        CheckConstraint("seq > 0", name="seq"),
        CheckConstraint("redacted_by IS NULL OR text = ''", name="redacted_is_empty"),
        CheckConstraint("kind <> 'noted' OR NOT public", name="notes_are_internal"),
        CheckConstraint("(kind = 'promised') = (promised_at IS NOT NULL)", name="promise_has_date"),
        CheckConstraint("other_ticket_id IS NULL OR kind = 'merged' OR kind = 'corrected'", name="merge_names_other"),
        CheckConstraint("visibility_after IS NULL OR kind = 'visibility_changed'", name="change_has_visibility"),
        CheckConstraint(
            "changed IS NULL OR kind = 'corrected' OR kind = 'transferred' OR kind = 'reopened'",
            name="correction_has_facts",
        ),
        one_of("reason_kind", WithdrawalReason),
        CheckConstraint(
            "checked IS NULL OR kind = 'validated' OR kind = 'validation_refused' OR kind = 'recheck_ended'",
            name="checked_is_a_verdict",
        ),
        one_of("refused_for", RefusedFor),
        CheckConstraint("refused_for IS NULL OR kind = 'validation_refused'", name="refused_for_is_a_refusal"),
        one_of("unchecked", Unchecked),
        CheckConstraint("unchecked IS NULL OR kind = 'resolved'", name="unchecked_has_ended"),
        CheckConstraint("beside IS NULL OR kind = 'completed' OR kind = 'resolved'", name="beside_is_of_work_done"),
        Index("ix_event_ticket", "ticket_id", "happened_at", "seq"),
        Index("ix_event_agency", "agency_id", "ticket_id"),
        Index(
            "ix_event_from_desk",
            "happened_at",
            "ticket_id",
            sqlite_where=text(_FROM_THE_DESK),
            postgresql_where=text(_FROM_THE_DESK),
        ),
        Index(
            "ix_event_other",
            "other_ticket_id",
            "ticket_id",
            sqlite_where=text(_NAMES_OTHER),
            postgresql_where=text(_NAMES_OTHER),
        ),
        Index(
            "ix_event_correction",
            "ticket_id",
            "seq",
            sqlite_where=text(_CORRECTS),
            postgresql_where=text(_CORRECTS),
        ),
        Index("ix_event_unchecked", "seq", sqlite_where=text(_UNCHECKED), postgresql_where=text(_UNCHECKED)),
        Index("ix_event_moderation", "seq", sqlite_where=text(_MODERATION), postgresql_where=text(_MODERATION)),
    )

    seq: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    ticket_id: Mapped[int] = mapped_column(RowId, ForeignKey("ticket.id"))
    kind: Mapped[str] = mapped_column(Text)
    happened_at: Mapped[datetime] = mapped_column(Moment)
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    to_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    status_after: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text, default="")
    public: Mapped[bool] = mapped_column(default=True)
    promised_at: Mapped[datetime | None] = mapped_column(Moment)
    other_ticket_id: Mapped[int | None] = mapped_column(RowId, ForeignKey("ticket.id"))
    corrects: Mapped[int | None] = mapped_column(RowId, ForeignKey("event.seq"))
    changed: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    visibility_after: Mapped[str | None] = mapped_column(Text)
    reason_kind: Mapped[str | None] = mapped_column(Text)
    attached: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    checked: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    refused_for: Mapped[str | None] = mapped_column(Text)
    unchecked: Mapped[str | None] = mapped_column(Text)
    beside: Mapped[str | None] = mapped_column(Text)
    redacted_by: Mapped[int | None] = mapped_column(RowId)
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    salt: Mapped[bytes | None] = mapped_column(deferred=True)
    words_hash: Mapped[bytes | None] = mapped_column(deferred=True)
    report_salt: Mapped[bytes | None] = mapped_column(deferred=True)
    report_hash: Mapped[bytes | None] = mapped_column(deferred=True)
    head: Mapped[bytes | None] = mapped_column(deferred=True)


#: When it happened, for whoever asks for the last of all. Not the column itself: SQLite would take an index of that for
#: any bound by time, and walk through most of the log. Written out, so that the databases know that the index serves.
HAPPENED = Event.happened_at.op("+")(literal_column("0"))
Index("ix_event_last", HAPPENED)

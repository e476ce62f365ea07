"""The version of a ticket's page, and the row that tells it, which holds the page's facts as well."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Label, Row, bindparam, func, select
from sqlalchemy.orm import Session

from ...domain.source_clock import SourceClocks
from ...domain.status import OPEN, Status
from ...domain.visibility import PUBLIC, Visibility
from ...models import Agency, Area, Attachment, AttachmentFlag, Category, Channel, Street, StreetTicket, Ticket
from ..city.version import CITY_VERSION
from .events import agency_columns
from .public_seq import PUBLIC_SEQ
from .same_words import others_of
from .witnesses import count_of


@dataclass(frozen=True, slots=True)
class TicketVersion:
    """All that decides whether a ticket's page looks different from before.

    ``last_seq``: of its newest public event. ``others``: which tickets the page names that were merged with it, and how
    many flags its photos have, and how often its words were used elsewhere, which come after their event.
    ``street``: the address of the street that it names.
    """

    id: int
    last_seq: int
    city: int
    visibility: str
    others: tuple[object, ...]
    street: str | None
    holder_since: datetime
    deadlines: tuple[datetime | None, ...]  # its words change when one of these passes
    open: bool
    source: str
    desk_at: datetime | None
    twin: tuple[str, datetime | None] | None  # how the report that it was merged into stands, and when that ended
    twin_source: tuple[str, datetime | None]
    row: Row[*tuple[Any, ...]] = field(repr=False, compare=False)  # what else was read of it

    def key(self, clocks: SourceClocks) -> tuple[object, ...]:
        """Equal at moments at which the page says the same."""
        same = (self.id, self.last_seq, self.city, self.visibility, self.others, self.street)
        if not self.open:
            return same if self.twin is None else (*same, self.twin, clocks.until(*self.twin_source).toordinal())
        now = clocks.until(self.source, self.desk_at)
        passed = tuple(deadline is not None and deadline < now for deadline in self.deadlines)
        # Durations are said to the minute during an agency's first day of custody, then to the hour.
        step = 60 if now - self.holder_since < timedelta(days=1) else 3600
        return (*same, int(now.timestamp()) // step, passed)


#: What the page shows as it is stored.
COPIED = (
    *("code", "submitted_at", "title", "text", "place", "lat", "lon", "holder_since", "response_due_at", "due_at"),
    *("promised_at", "first_response_at", "first_action_at", "resolved_at", "ended_at", "handoffs", "reopened"),
    *("disputed", "confirmed", "questions", "question_at", "question_until", "stood_still", "recheck_at"),
)
#: Tables, not mapped classes: mapping its one row takes a session longer than reading it takes the database.
_ticket, _agency, _area = Ticket.__table__, Agency.__table__, Area.__table__
_category, _channel = Category.__table__.c, Channel.__table__.c
_holder, _above = _agency.alias("holder"), _area.alias("above")
_street, _named = Street.__table__.c, StreetTicket.__table__.c
_photo, _flag = Attachment.__table__.c, AttachmentFlag.__table__
_kept, _duplicate = _ticket.alias("kept"), _ticket.alias("duplicate")
_FLAGS = (
    select(func.count())
    .select_from(_flag.join(Attachment.__table__, _photo.id == _flag.c.attachment_id))
    .where(_photo.ticket_id == _ticket.c.id)
    .correlate(_ticket)
    .scalar_subquery()
    .label("flags")
)
_MERGED = (_duplicate.c.duplicate_of == _ticket.c.id) & _duplicate.c.visibility.in_(PUBLIC)


def _duplicates_as(name: str, of: ColumnElement[Any]) -> Label[Any]:
    """A figure of the public tickets that were merged into this one; all together change when one of them does."""
    found = select(of).select_from(_duplicate).where(_MERGED).correlate(_ticket)
    return found.scalar_subquery().label(f"duplicates_{name}")


def _street_as(name: str) -> Label[Any]:
    """Of the street that the ticket names; of two at a crossing, of the one with more reports."""
    lies = select(_street[name]).join(StreetTicket.__table__, _named.street_id == _street.id)
    lies = lies.where(_named.ticket_id == _ticket.c.id).order_by(_street.reports.desc(), _street.id).limit(1)
    return lies.correlate(_ticket).scalar_subquery().label(f"street_{name}")


_PAGE = (
    select(
        *_ticket.c[*COPIED, "id", "visibility", "source", "desk_at", "status", "closing", "category_id"],
        PUBLIC_SEQ.label("last_seq"),
        *agency_columns("agency", _agency),
        *agency_columns("holder", _holder),
        _category.slug.label("category_slug"),
        _category.name.label("category_name"),
        _category.name_en.label("category_en"),
        _channel.slug.label("channel_slug"),
        _channel.name.label("channel_name"),
        _channel.name_en.label("channel_en"),
        _channel.kind.label("channel_kind"),
        _area.c.code.label("area_code"),
        _area.c.name.label("area_name"),
        _area.c.level.label("area_level"),
        _above.c.code.label("above_code"),
        _above.c.name.label("above_name"),
        _kept.c.code.label("duplicate_of"),
        _kept.c.visibility.label("kept_visibility"),
        _street_as("slug"),
        _street_as("name"),
        *(_kept.c[name].label(f"kept_{name}") for name in ("source", "desk_at", "ended_at", "due_at", "status")),
        _duplicates_as("count", func.count()),
        _duplicates_as("ids", func.sum(_duplicate.c.id)),
        _FLAGS,
        others_of(_ticket),
        count_of(_ticket),
        CITY_VERSION.label("city"),
    )
    .join(_agency, _ticket.c.agency_id == _agency.c.id)
    .join(_holder, _ticket.c.holder_id == _holder.c.id)
    .outerjoin(Category.__table__, _ticket.c.category_id == _category.id)
    .outerjoin(Channel.__table__, _ticket.c.channel_id == _channel.id)
    .outerjoin(_area, _ticket.c.area_id == _area.c.id)
    .outerjoin(_above, _area.c.parent_id == _above.c.id)
    .outerjoin(_kept, _ticket.c.duplicate_of == _kept.c.id)
    .where(_ticket.c.code == bindparam("code"))
)


def version(session: Session, code: str) -> TicketVersion | None:
    """The version of the public ticket with exactly this code; None when there is none or it is pending."""
    found = version_of_any(session, code)
    return found if found is not None and Visibility(found.visibility) in PUBLIC else None


def version_of_any(session: Session, code: str) -> TicketVersion | None:
    """The same of any ticket: for its reporter, and nobody else."""
    row = session.execute(_PAGE, {"code": code}).first()
    if row is None:
        return None
    return TicketVersion(
        id=row.id,
        last_seq=row.last_seq,
        city=row.city,
        visibility=row.visibility,
        others=(
            *(row.duplicate_of, row.kept_visibility, row.duplicates_count, int(row.duplicates_ids or 0)),
            *(row.flags, int(row.same_words or 0), row.witnesses),
        ),
        street=row.street_slug,
        holder_since=row.holder_since,
        deadlines=(row.due_at, row.response_due_at, row.promised_at),
        open=Status(row.status) in OPEN,
        source=row.source,
        desk_at=row.desk_at,
        twin=(row.kept_status, row.kept_ended_at) if row.duplicate_of else None,
        twin_source=(row.kept_source or "", row.kept_desk_at),
        row=row,
    )

"""The public events and the custody of one ticket, and the timeline that is built from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import FromClause, Label, Row, and_, bindparam, exists, select
from sqlalchemy.orm import Session

from ...domain import timeline_build
from ...domain.attachment import Photo
from ...domain.channel import ChannelKind
from ...domain.custody import CustodyPeriod, CustodyRole
from ...domain.event import Kind, TicketFact
from ...domain.privacy import text_is_public
from ...domain.status import Status
from ...domain.timeline import AgencyRef, Deadlines, TimelineEvent, TimelinePeriod
from ...domain.validation import Checked, RefusedFor, Unchecked
from ...domain.visibility import DELAY, Visibility
from ...domain.withdrawal import WithdrawalReason
from ...models import Agency, Channel, Custody, Event, Ticket
from ..attachments.flags import flags_of_photos
from ..attachments.shown import photos_of
from .same_words import others_of_event

_REF = [field.name for field in fields(AgencyRef)]


def agency_columns(name: str, agency: FromClause) -> list[Label[Any]]:
    """The columns of an agency that AgencyRef holds, named after it: ``name_id`` and so on."""
    return [agency.c[field].label(f"{name}_{field}") for field in _REF]


def agency_ref(row: Row[*tuple[Any, ...]], name: str) -> AgencyRef | None:
    """The agency whose columns were read by that name; None where an outer join found none."""
    columns = [getattr(row, f"{name}_{field}") for field in _REF]
    return None if columns[0] is None else AgencyRef(*columns)


# By their tables: a page reads them anew each time, and mapping rows takes the session longer than SQLite reading them.
_event, _custody, _agency = Event.__table__, Custody.__table__, Agency.__table__
_to, _other = _agency.alias("to_agency"), Ticket.__table__.alias("other")
_ticket, _channel = Ticket.__table__.c, Channel.__table__.c
_own = and_(
    _event.c.kind == Kind.RECEIVED.value,
    exists().where(
        _ticket.id == _event.c.ticket_id, _channel.id == _ticket.channel_id, _channel.kind == ChannelKind.CITY.value
    ),
)
_EVENTS = (
    select(
        *_event.c["seq", "kind", "happened_at", "status_after", "text", "promised_at", "corrects", "changed"],
        *_event.c["visibility_after", "reason_kind", "checked", "refused_for", "attached", "unchecked", "beside"],
        *agency_columns("agency", _agency),
        *agency_columns("to_agency", _to),
        _other.c.code.label("other_code"),
        _other.c.visibility.label("other_visibility"),
        _own.label("own"),
        others_of_event(_event),
    )
    .outerjoin(_agency, _event.c.agency_id == _agency.c.id)
    .outerjoin(_to, _event.c.to_agency_id == _to.c.id)
    .outerjoin(_other, _event.c.other_ticket_id == _other.c.id)
    .where(_event.c.ticket_id == bindparam("ticket"), _event.c.public)
    .order_by(_event.c.happened_at, _event.c.seq)
)
_CUSTODY = (
    select(*agency_columns("agency", _agency), *_custody.c["from_at", "to_at", "role"])
    .join(_custody, _custody.c.agency_id == _agency.c.id)
    .where(_custody.c.ticket_id == bindparam("ticket"))
    .order_by(_custody.c.from_at, _custody.c.id)
)


def events_of(session: Session, ticket_id: int, visibility: Visibility, *, inside: bool = False) -> list[TimelineEvent]:
    """The public events in order of time, with the texts and photos that ``visibility`` makes public.

    ``inside``: with all of their photos, for officers who see all of the ticket, and for its reporter.

    What a late telling has overtaken, and the corrections that say so, are in the log only.
    """
    found: list[TimelineEvent] = []
    rows = session.execute(_EVENTS, {"ticket": ticket_id}).all()
    photos = _flagged(session, photos_of(session, ticket_id, inside=inside)) if any(r.attached for r in rows) else {}
    overtaken = {row.corrects: row for row in rows if TicketFact.ORDER in (row.changed or ())}
    for row in rows:
        kind, agency = Kind(row.kind), agency_ref(row, "agency")
        if TicketFact.ORDER in (row.changed or ()) or (kind is not Kind.RECEIVED and row.seq in overtaken):
            continue
        if row.seq in overtaken:
            agency = agency_ref(overtaken[row.seq], "to_agency")
        unsaid = kind is Kind.VISIBILITY_CHANGED and agency is None  # by the reporter, a source or the clock
        delayed = unsaid and row.text == DELAY
        found.append(
            TimelineEvent(
                seq=row.seq,
                kind=kind,
                at=row.happened_at,
                status=Status(row.status_after),
                changed=not found or found[-1].status != row.status_after,
                agency=agency,
                to_agency=agency_ref(row, "to_agency"),
                text=row.text if text_is_public(visibility, kind) and not delayed else "",
                photos=photos.get(row.seq, ()),
                promised_at=row.promised_at,
                own=bool(row.own),
                delayed=delayed,
                opened=unsaid and not row.text and row.visibility_after == Visibility.FULL,
                corrects=row.corrects,
                facts=tuple(TicketFact(name) for name in row.changed or ()),
                reason_kind=WithdrawalReason(row.reason_kind) if row.reason_kind else None,
                checked=tuple(Checked(what) for what in row.checked or ()),
                refused_for=RefusedFor(row.refused_for) if row.refused_for else None,
                unchecked=Unchecked(row.unchecked) if row.unchecked else None,
                beside=row.beside or "",
                same_words=row.same_words or 0,
                unnamed=kind is Kind.MERGED and row.other_code is None,
                other_code=row.other_code if row.other_code and row.other_visibility != Visibility.PENDING else "",
            )
        )
    return found


def _flagged(session: Session, photos: dict[int, tuple[Photo, ...]]) -> dict[int, tuple[Photo, ...]]:
    """The same with what speaks against each as proof."""
    flags = flags_of_photos(session, [photo.key for of_event in photos.values() for photo in of_event])
    if not flags:
        return photos
    return {seq: tuple(replace(one, flags=flags.get(one.key, ())) for one in of) for seq, of in photos.items()}


def timeline_of(
    session: Session, ticket_id: int, events: Sequence[TimelineEvent], deadlines: Deadlines, now: datetime
) -> tuple[TimelinePeriod, ...]:
    """The timeline of a ticket whose events were just read."""
    return timeline_build.build(events, custody_of(session, ticket_id), deadlines, now)


def custody_of(session: Session, ticket_id: int) -> list[CustodyPeriod[AgencyRef]]:
    """The agencies that held the ticket, in order of time."""
    rows = session.execute(_CUSTODY, {"ticket": ticket_id})
    return [CustodyPeriod(AgencyRef(*row[: len(_REF)]), row.from_at, row.to_at, CustodyRole(row.role)) for row in rows]

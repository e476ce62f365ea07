"""The public events and the custody of one ticket, and the timeline that is built from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Bundle, Session, aliased

from ...domain import timeline_build
from ...domain.custody import CustodyPeriod
from ...domain.event import Kind, TicketFact
from ...domain.privacy import text_is_public
from ...domain.status import Status
from ...domain.timeline import AgencyRef, Deadlines, TimelineEvent, TimelinePeriod
from ...domain.visibility import Visibility
from ...domain.withdrawal import WithdrawalReason
from ...models import Agency, Custody, Event, Ticket


def agency_bundle(name: str, agency: type[Agency]) -> Bundle[Any]:
    """The columns of an agency that AgencyRef holds, in its order, as one value ``name`` of each row."""
    return Bundle(name, agency.id, agency.slug, agency.name, agency.short)


_to, _other = aliased(Agency), aliased(Ticket)
_EVENTS = (
    select(
        Event.seq,
        Event.kind,
        Event.happened_at,
        Event.status_after,
        Event.text,
        Event.promised_at,
        Event.corrects,
        Event.changed,
        Event.reason_kind,
        agency_bundle("agency", Agency),
        agency_bundle("to_agency", _to),
        _other.code.label("other_code"),
        _other.visibility.label("other_visibility"),
    )
    .outerjoin(Agency, Event.agency_id == Agency.id)
    .outerjoin(_to, Event.to_agency_id == _to.id)
    .outerjoin(_other, Event.other_ticket_id == _other.id)
    .where(Event.ticket_id == bindparam("ticket"), Event.public)
    .order_by(Event.happened_at, Event.seq)
)
_CUSTODY = (
    select(agency_bundle("agency", Agency), Custody.from_at, Custody.to_at)
    .join(Agency, Custody.agency_id == Agency.id)
    .where(Custody.ticket_id == bindparam("ticket"))
    .order_by(Custody.from_at, Custody.id)
)


def events_of(session: Session, ticket_id: int, visibility: Visibility) -> list[TimelineEvent]:
    """The public events in order of time, with the texts that ``visibility`` makes public."""
    found: list[TimelineEvent] = []
    for row in session.execute(_EVENTS, {"ticket": ticket_id}):
        kind = Kind(row.kind)
        found.append(
            TimelineEvent(
                seq=row.seq,
                kind=kind,
                at=row.happened_at,
                status=Status(row.status_after),
                changed=not found or found[-1].status != row.status_after,
                agency=_agency(row.agency),
                to_agency=_agency(row.to_agency),
                text=row.text if text_is_public(visibility, kind) else "",
                promised_at=row.promised_at,
                corrects=row.corrects,
                facts=tuple(TicketFact(name) for name in row.changed or ()),
                reason_kind=WithdrawalReason(row.reason_kind) if row.reason_kind else None,
                unnamed=kind is Kind.MERGED and row.other_code is None,
                other_code=row.other_code if row.other_code and row.other_visibility != Visibility.PENDING else "",
            )
        )
    return found


def timeline_of(
    session: Session, ticket_id: int, events: Sequence[TimelineEvent], deadlines: Deadlines, now: datetime
) -> tuple[TimelinePeriod, ...]:
    """The timeline of a ticket whose events were just read."""
    return timeline_build.build(events, custody_of(session, ticket_id), deadlines, now)


def custody_of(session: Session, ticket_id: int) -> list[CustodyPeriod[AgencyRef]]:
    """The agencies that held the ticket, in order of time."""
    rows = session.execute(_CUSTODY, {"ticket": ticket_id})
    return [CustodyPeriod(AgencyRef(*row.agency), row.from_at, row.to_at) for row in rows]


def _agency(columns: Sequence[Any]) -> AgencyRef | None:
    """The agency of an outer join; None where there was none."""
    return None if columns[0] is None else AgencyRef(*columns)

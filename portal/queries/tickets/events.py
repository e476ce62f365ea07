"""The public events and the holdings of one ticket, as the timeline's rules read them."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.orm import aliased

from ...domain.custody import CustodyPeriod
from ...domain.event import Kind
from ...domain.privacy import text_is_public
from ...domain.status import Status
from ...domain.timeline import AgencyRef, TimelineEvent
from ...domain.visibility import Visibility
from ...models import Agency, Custody, Event, Ticket
from ..prepared import Prepared

_to, _other = aliased(Agency), aliased(Ticket)
_EVENTS = Prepared(
    select(
        Event.seq,
        Event.kind,
        Event.happened_at,
        Event.status_after,
        Event.text,
        Event.promised_at,
        Event.corrects,
        Agency.id,
        Agency.slug,
        Agency.name,
        Agency.short,
        _to.id,
        _to.slug,
        _to.name,
        _to.short,
        _other.code,
        _other.visibility,
    )
    .outerjoin(Agency, Event.agency_id == Agency.id)
    .outerjoin(_to, Event.to_agency_id == _to.id)
    .outerjoin(_other, Event.other_ticket_id == _other.id)
    .where(Event.ticket_id == bindparam("ticket"), Event.public)
    .order_by(Event.happened_at, Event.seq)
)
_HOLDINGS = Prepared(
    select(Agency.id, Agency.slug, Agency.name, Agency.short, Custody.from_at, Custody.to_at)
    .join(Agency, Custody.agency_id == Agency.id)
    .where(Custody.ticket_id == bindparam("ticket"))
    .order_by(Custody.from_at, Custody.id)
)


def events_of(connection: Connection, ticket_id: int, visibility: Visibility) -> list[TimelineEvent]:
    """The public events in order of time, with what ``visibility`` lets be read of them."""
    found: list[TimelineEvent] = []
    for row in _EVENTS.rows(connection, ticket=ticket_id):
        seq, kind, at, status, text, promised, corrects, *rest, other, other_face = row
        found.append(
            TimelineEvent(
                seq=seq,
                kind=Kind(kind),
                at=at,
                status=Status(status),
                changed=not found or found[-1].status != status,
                agency=_hand(*rest[:4]),
                to_agency=_hand(*rest[4:]),
                text=text if text_is_public(visibility, Kind(kind)) else "",
                promised_at=promised,
                corrects=corrects,
                other_code=other if other and other_face != Visibility.PENDING else "",
            )
        )
    return found


def custody_of(connection: Connection, ticket_id: int) -> list[CustodyPeriod[AgencyRef]]:
    """The ticket's periods of custody, in order of time."""
    rows = _HOLDINGS.rows(connection, ticket=ticket_id)
    return [CustodyPeriod(AgencyRef(id, slug, name, short), start, end) for id, slug, name, short, start, end in rows]


def _hand(id: int | None, slug: str | None, name: str | None, short: str | None) -> AgencyRef | None:
    return None if id is None else AgencyRef(id, slug or "", name or "", short or "")
